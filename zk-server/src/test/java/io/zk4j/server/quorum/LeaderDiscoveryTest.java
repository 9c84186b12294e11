/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum;

import static io.zk4j.server.quorum.broadcast.Histories.members;
import static io.zk4j.server.quorum.broadcast.Histories.txns;
import static io.zk4j.server.quorum.broadcast.Histories.zxid;
import static org.assertj.core.api.Assertions.assertThat;

import io.zk4j.server.quorum.broadcast.Durable;
import io.zk4j.server.quorum.broadcast.EpochKind;
import io.zk4j.server.quorum.broadcast.PeerSettings;
import io.zk4j.server.quorum.broadcast.ZabEffect;
import io.zk4j.server.quorum.broadcast.ZabInput;
import io.zk4j.server.quorum.broadcast.ZabPhase;
import io.zk4j.server.quorum.message.PeerMessage.AckEpoch;
import io.zk4j.server.quorum.message.PeerMessage.Diff;
import io.zk4j.server.quorum.message.PeerMessage.LeaderInfo;
import io.zk4j.server.quorum.message.ServerState;
import org.junit.jupiter.api.Test;

/** How a leader finds its epoch, and when it does not even try any longer. */
class LeaderDiscoveryTest extends LeaderUnderTest {
    // ---- discovery

    @Test
    void listensAsSoonAsItIsElected() {
        assertThat(elected().wanted(ZabEffect.ListenForLearners.class)).hasSize(1);
        assertThat(leader.status().state()).isEqualTo(ServerState.LEADING);
        assertThat(leader.status().phase()).isEqualTo(ZabPhase.DISCOVERY);
    }

    @Test
    void takesAnEpochAboveAllThatAQuorumPromised() {
        elected();
        links(10, 1, 6);

        assertThat(leader.wanted(ZabEffect.SaveEpoch.class))
                .containsExactly(new ZabEffect.SaveEpoch(EpochKind.ACCEPTED, 7));
    }

    @Test
    void announcesTheEpochWhileItsOwnPromiseIsOnItsWayToTheDisk() {
        elected();
        assertThat(links(10, 1, 1).sent(10)).containsExactly(new LeaderInfo(2, VERSION));
        assertThat(leader.diskCatchesUp().sent(10)).hasSize(1);
    }

    /** Whatever others promise: a leader that forgets its own epoch could lead it twice. */
    @Test
    void goesOnOnlyOnceItsOwnPromiseIsOnTheDisk() {
        elected();
        links(10, 1, 1);
        links(20, 2, 1);
        promises(10);
        promises(20);
        assertThat(leader.wanted()).doesNotContain(new ZabEffect.SaveEpoch(EpochKind.CURRENT, 2));

        assertThat(leader.diskTakesOne().wanted()).contains(new ZabEffect.SaveEpoch(EpochKind.CURRENT, 2));
    }

    @Test
    void anObserverDoesNotMakeAQuorum() {
        elected();
        links(10, 4, 1);

        assertThat(leader.wanted(ZabEffect.SaveEpoch.class)).isEmpty();
    }

    @Test
    void goesOnWhenAQuorumHasPromisedTheEpoch() {
        elected();
        links(10, 1, 1).diskCatchesUp();
        promises(10);

        assertThat(leader.wanted()).contains(new ZabEffect.SaveEpoch(EpochKind.CURRENT, 2));
        assertThat(leader.status().phase()).isEqualTo(ZabPhase.SYNCHRONIZATION);
    }

    @Test
    void aPromiseThatMayHaveBeenGivenToAnotherDoesNotCount() {
        elected();
        links(10, 1, 2).diskCatchesUp();
        leader.receives(10, new AckEpoch(zxid(1, 3), AckEpoch.PROMISED_BEFORE));

        assertThat(leader.wanted(ZabEffect.SaveEpoch.class))
                .containsExactly(new ZabEffect.SaveEpoch(EpochKind.ACCEPTED, 3));
        assertThat(leader.isLooking()).isFalse(); // server 2 may still come
    }

    @Test
    void aServerWithoutADatabaseDoesNotCount() {
        elected();
        links(10, 1, 1).diskCatchesUp();
        leader.receives(10, new AckEpoch(Durable.NO_DATABASE, 0));

        assertThat(leader.wanted()).doesNotContain(new ZabEffect.SaveEpoch(EpochKind.CURRENT, 2));
    }

    @Test
    void whoKnowsMoreIsNotToldToForget() {
        elected();
        links(10, 1, 1).diskCatchesUp();
        leader.receives(10, new AckEpoch(zxid(1, 4), 1));

        assertThat(leader.closed(10)).contains("longer than this leader's");
        assertThat(leader.wanted()).doesNotContain(new ZabEffect.SaveEpoch(EpochKind.CURRENT, 2));
    }

    /** A snapshot of an epoch's beginning has the zxid of that, and holds what everybody had who took part. */
    @Test
    void whoWasBroughtToTheBeginningOfTheLastEpochKnowsNoMore() {
        requireNoMoreKnownAtTheBeginningOfTheSecond(2);
    }

    @Test
    void norDoesWhoWasBroughtToTheBeginningOfAnEarlierOneAndWentThroughTheLast() {
        requireNoMoreKnownAtTheBeginningOfTheSecond(5);
    }

    private void requireNoMoreKnownAtTheBeginningOfTheSecond(int lastEpoch) {
        leader = new ScriptedPeer(
                ScriptedPeer.settings(3),
                members(3),
                null,
                new Durable(zxid(1, 3), lastEpoch, lastEpoch, txns(1, 1, 3)));
        elected().withFastDisk();
        links(10, 1, lastEpoch);
        leader.receives(10, new AckEpoch(zxid(2, 0), lastEpoch));

        assertThat(leader.closed(10)).isNull();
        assertThat(leader.sentAfter(1, 10)).startsWith(new Diff(zxid(2, 0)));
    }

    @Test
    void aServerThatPromisedALaterEpochIsReasonForANewOne() {
        elected().withFastDisk();
        links(10, 1, 1);
        links(20, 2, 9);

        assertThat(leader.isLooking()).isTrue();
        assertThat(leader.reason()).contains("server 2 has accepted epoch 9");
    }

    @Test
    void aLearnerWithItsOwnIdIsRefused() {
        elected();
        links(10, 3, 1);

        assertThat(leader.closed(10)).contains("own id 3").contains("myid");
    }

    @Test
    void aServerSpeaksThroughItsLatestConnection() {
        elected();
        links(10, 1, 1);
        links(11, 1, 1);

        assertThat(leader.closed(10)).contains("connected again");
        assertThat(leader.status().learners()).isEqualTo(1);
    }

    // ---- giving up early

    @Test
    void waitsNoLongerThanInitLimit() {
        elected().passes(ScriptedPeer.INIT_LIMIT * ScriptedPeer.TICK_MILLIS);
        assertThat(leader.isLooking()).isFalse();

        assertThat(leader.passes(1).isLooking()).isTrue();
        assertThat(leader.reason()).contains("initLimit").contains("DISCOVERY");
        assertThat(leader.wanted(ZabEffect.StopListening.class)).hasSize(1);
    }

    @Test
    void givesUpAtOnceWhenThoseWhoCouldComeLookForAnother() {
        elected();
        long later = leader.round() + 1;
        leader.hears(1, ServerState.LOOKING, 1, later, 1);
        assertThat(leader.isLooking()).isFalse();

        leader.tell(new ZabInput.VoterDown(2));
        assertThat(leader.isLooking()).isTrue();
        assertThat(leader.reason()).contains("no quorum can come");
    }

    @Test
    void aLateNotificationOfItsOwnElectionIsNoReasonToGiveUp() {
        elected().tell(new ZabInput.VoterDown(2)).hears(1, ServerState.LOOKING, 1, leader.round(), 1);

        assertThat(leader.isLooking()).isFalse();
    }

    @Test
    void aLearnerThatCannotPromiseIsReasonToGiveUpWhenTheOthersAreDown() {
        elected().tell(new ZabInput.VoterDown(2));
        links(10, 1, 1).diskCatchesUp();
        leader.receives(10, new AckEpoch(zxid(1, 3), AckEpoch.PROMISED_BEFORE));

        assertThat(leader.isLooking()).isTrue();
    }

    @Test
    void maxTimeToWaitForEpochCutsTheWaitShortThoughAQuorumCouldStillCome() {
        var usual = ScriptedPeer.settings(3);
        leader = of(new PeerSettings(
                3,
                usual.tickMillis(),
                usual.initLimit(),
                usual.syncLimit(),
                usual.commitLogCount(),
                usual.snapshotSizeFactor(),
                false,
                false,
                300,
                10,
                100));
        elected().hears(1, ServerState.LOOKING, 1, leader.round() + 1, 1);

        assertThat(leader.passes(300).isLooking()).isFalse();
        assertThat(leader.passes(1).isLooking()).isTrue();
    }
}
