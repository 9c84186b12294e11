/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum;

import static io.zk4j.server.quorum.broadcast.Histories.members;
import static io.zk4j.server.quorum.broadcast.Histories.txn;
import static io.zk4j.server.quorum.broadcast.Histories.txns;
import static io.zk4j.server.quorum.broadcast.Histories.zxid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zk4j.protocol.Bytes;
import io.zk4j.server.quorum.broadcast.Durable;
import io.zk4j.server.quorum.broadcast.EpochKind;
import io.zk4j.server.quorum.broadcast.PeerSettings;
import io.zk4j.server.quorum.broadcast.ZabEffect;
import io.zk4j.server.quorum.broadcast.ZabInput;
import io.zk4j.server.quorum.broadcast.ZabPhase;
import io.zk4j.server.quorum.message.PeerMessage;
import io.zk4j.server.quorum.message.PeerMessage.Ack;
import io.zk4j.server.quorum.message.PeerMessage.AckEpoch;
import io.zk4j.server.quorum.message.PeerMessage.Commit;
import io.zk4j.server.quorum.message.PeerMessage.Diff;
import io.zk4j.server.quorum.message.PeerMessage.ForwardedRequest;
import io.zk4j.server.quorum.message.PeerMessage.Inform;
import io.zk4j.server.quorum.message.PeerMessage.LeaderInfo;
import io.zk4j.server.quorum.message.PeerMessage.LearnerInfo;
import io.zk4j.server.quorum.message.PeerMessage.NewLeader;
import io.zk4j.server.quorum.message.PeerMessage.Ping;
import io.zk4j.server.quorum.message.PeerMessage.Proposal;
import io.zk4j.server.quorum.message.PeerMessage.Snap;
import io.zk4j.server.quorum.message.PeerMessage.Trunc;
import io.zk4j.server.quorum.message.PeerMessage.UpToDate;
import io.zk4j.server.quorum.message.ServerState;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A leader, server 3 of three with an observer 4, with a history that ends with the third transaction of epoch 1. */
class LeaderTest {
    private static final int VERSION = PeerMessage.PROTOCOL_VERSION;
    private static final long SYNC_MILLIS = (long) ScriptedPeer.SYNC_LIMIT * ScriptedPeer.TICK_MILLIS;

    private ScriptedPeer leader = of(ScriptedPeer.settings(3));

    private static ScriptedPeer of(PeerSettings settings) {
        return new ScriptedPeer(settings, members(3), null, new Durable(zxid(1, 3), 1, 1, txns(1, 1, 3)));
    }

    private ScriptedPeer elected() {
        return leader.start().isElectedBy(1, 2);
    }

    private ScriptedPeer links(long link, long server, long acceptedEpoch) {
        leader.tell(new ZabInput.LearnerLinked(link));
        return leader.receives(link, new LearnerInfo(server == 4, acceptedEpoch, server, VERSION, 0));
    }

    /** A learner that has all that the leader has promises epoch 2. */
    private ScriptedPeer promises(long link) {
        return leader.receives(link, new AckEpoch(zxid(1, 3), 1));
    }

    /** Server 1 is at link 10, and epoch 2 is promised but not begun. */
    private ScriptedPeer synchronising() {
        elected().withFastDisk();
        links(10, 1, 1);
        return promises(10);
    }

    private ScriptedPeer serving() {
        return synchronising().receives(10, new Ack(zxid(2, 0)), new Ack(zxid(2, 0)));
    }

    /** A server comes to a leader that serves. */
    private ScriptedPeer joins(long link, long server) {
        links(link, server, 1);
        return promises(link).receives(link, new Ack(zxid(2, 0)), new Ack(zxid(2, 0)));
    }

    private ScriptedPeer proposes(long counter) {
        return leader.tell(new ZabInput.Propose(txn(2, counter), null));
    }

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
    void announcesTheEpochOnlyOnceItHasPromisedItItself() {
        elected();
        links(10, 1, 1);
        assertThat(leader.sent(10)).isEmpty();

        assertThat(leader.diskCatchesUp().sent(10)).containsExactly(new LeaderInfo(2, VERSION));
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
        assertThat(leader.sent(10)).hasSize(1);
        assertThat(leader.diskCatchesUp().sentAfter(1, 10).get(0)).isEqualTo(new Diff(zxid(1, 3)));
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
        leader = new ScriptedPeer(
                ScriptedPeer.settings(3), members(3), null, new Durable(zxid(1, 3), 2, 2, txns(1, 1, 3)));
        elected().withFastDisk();
        links(10, 1, 2);
        leader.receives(10, new AckEpoch(zxid(2, 0), 2));

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

    // ---- synchronisation

    @Test
    void newLeaderStandsBehindWhatTheLearnerLacks() {
        elected().withFastDisk();
        links(10, 1, 1);
        leader.receives(10, new AckEpoch(zxid(1, 2), 1));

        assertThat(leader.sentAfter(1, 10))
                .containsExactly(
                        new Diff(zxid(1, 3)),
                        new Proposal(txn(1, 3)),
                        new Commit(zxid(1, 3)),
                        new NewLeader(zxid(2, 0), members(3).text()));
    }

    /** ZOOKEEPER-3104: a learner that has acknowledged NEWLEADER must have the whole snapshot. */
    @Test
    void newLeaderStandsBehindTheSnapshot() {
        elected().withFastDisk();
        links(10, 1, 0);
        leader.receives(10, new AckEpoch(0, 0));

        assertThat(leader.sentAfter(1, 10))
                .containsExactly(
                        new Snap(zxid(1, 3)),
                        new NewLeader(zxid(2, 0), members(3).text()));
        var wanted = leader.wanted();
        int stream = wanted.indexOf(new ZabEffect.SendSnapshot(10, zxid(1, 3)));
        assertThat(stream).isGreaterThan(wanted.indexOf(new ZabEffect.Send(10, new Snap(zxid(1, 3)))));
        assertThat(stream)
                .isLessThan(wanted.indexOf(new ZabEffect.Send(
                        10, new NewLeader(zxid(2, 0), members(3).text()))));
    }

    @Test
    void servesWhenAQuorumHasAcknowledgedNewLeader() {
        synchronising();
        assertThat(leader.status().phase()).isEqualTo(ZabPhase.SYNCHRONIZATION);

        leader.receives(10, new Ack(zxid(2, 0)));
        assertThat(leader.status().phase()).isEqualTo(ZabPhase.BROADCAST);
        assertThat(leader.status().syncedParticipants()).containsExactly(1L);
        assertThat(leader.sentAfter(3, 10)).containsExactly(new UpToDate());
    }

    @Test
    void whoAcknowledgesTooEarlyIsSentAway() {
        elected().withFastDisk();
        links(10, 1, 1);
        leader.receives(10, new Ack(zxid(2, 0)));

        assertThat(leader.closed(10)).contains("before it was sent anything");
    }

    @Test
    void whoComesLaterIsBroughtUpToDateAtOnce() {
        serving();
        proposes(1).receives(10, new Ack(zxid(2, 1)));
        joins(20, 2);

        assertThat(leader.sentAfter(1, 20))
                .containsExactly(
                        new Diff(zxid(2, 1)),
                        new Proposal(txn(2, 1)),
                        new Commit(zxid(2, 1)),
                        new NewLeader(zxid(2, 0), members(3).text()),
                        new UpToDate());
        assertThat(leader.status().syncedParticipants()).containsExactlyInAnyOrder(1L, 2L);
    }

    /** ZOOKEEPER-4394: what is under way is not part of what the epoch begins with. */
    @Test
    void whatIsUnderWayFollowsBehindNewLeader() {
        serving().withSlowDisk();
        proposes(1);
        links(20, 2, 1);
        leader.receives(20, new AckEpoch(zxid(1, 3), 1));

        assertThat(leader.sentAfter(1, 20))
                .containsExactly(
                        new Diff(zxid(1, 3)),
                        new NewLeader(zxid(2, 0), members(3).text()),
                        new Proposal(txn(2, 1)));
        proposes(2);
        assertThat(leader.sentAfter(4, 20)).containsExactly(new Proposal(txn(2, 2)));
    }

    @Test
    void whoLoggedWhatNobodyElseHasIsToldToGoBack() {
        serving();
        links(20, 2, 1);
        leader.receives(20, new AckEpoch(zxid(1, 7), 1));

        assertThat(leader.sentAfter(1, 20).get(0)).isEqualTo(new Trunc(zxid(1, 3)));
    }

    @Test
    void whatIsNotInMemoryComesFromTheDiskIfThatHasAllOfIt() {
        leader = new ScriptedPeer(
                ScriptedPeer.settings(3), members(3), null, new Durable(zxid(1, 9), 1, 1, txns(1, 8, 9)));
        elected().withFastDisk();
        links(10, 1, 1);
        leader.receives(10, new AckEpoch(zxid(1, 3), 1));
        assertThat(leader.wanted(ZabEffect.AskDisk.class))
                .containsExactly(new ZabEffect.AskDisk(10, zxid(1, 3), zxid(1, 7), 0.33));
        assertThat(leader.sentAfter(1, 10)).isEmpty();

        leader.tell(new ZabInput.DiskHistory(10, true));
        assertThat(leader.wanted(ZabEffect.SendLog.class))
                .containsExactly(new ZabEffect.SendLog(10, zxid(1, 3), zxid(1, 7)));
        assertThat(leader.sentAfter(1, 10))
                .startsWith(new Diff(zxid(1, 9)), new Proposal(txn(1, 8)), new Commit(zxid(1, 8)));
    }

    /** ZOOKEEPER-2846: a hole in the log on the disk is not passed on. */
    @Test
    void whatTheDiskCannotProveComesAsASnapshot() {
        leader = new ScriptedPeer(
                ScriptedPeer.settings(3), members(3), null, new Durable(zxid(1, 9), 1, 1, txns(1, 8, 9)));
        elected().withFastDisk();
        links(10, 1, 1);
        leader.receives(10, new AckEpoch(zxid(1, 3), 1)).tell(new ZabInput.DiskHistory(10, false));

        assertThat(leader.sentAfter(1, 10))
                .containsExactly(
                        new Snap(zxid(1, 9)),
                        new NewLeader(zxid(2, 0), members(3).text()));
    }

    @Test
    void anObserverTooManyTriesAgainLaterAndAVoterNeverWaits() {
        var usual = ScriptedPeer.settings(3);
        leader = of(new PeerSettings(
                3, usual.tickMillis(), usual.initLimit(), usual.syncLimit(), 500, 0.33, true, false, -1, 0, 0));
        serving();
        links(40, 4, 1);
        promises(40);
        joins(20, 2);

        assertThat(leader.closed(40)).contains("too many observers");
        assertThat(leader.closed(20)).isNull();
    }

    // ---- broadcast

    @Test
    void commitsWhatItsOwnDiskAndAFollowersHave() {
        serving().withSlowDisk();
        proposes(1).receives(10, new Ack(zxid(2, 1)));
        assertThat(leader.sentAfter(4, 10)).containsExactly(new Proposal(txn(2, 1)));
        assertThat(leader.applied()).isEmpty();

        assertThat(leader.diskCatchesUp().sentAfter(5, 10)).containsExactly(new Commit(zxid(2, 1)));
        assertThat(leader.applied()).containsExactly(txn(2, 1));
    }

    @Test
    void commitsWhatTwoFollowersHaveBeforeItsOwnDisk() {
        serving();
        joins(20, 2).withSlowDisk();
        proposes(1).receives(10, new Ack(zxid(2, 1)));
        assertThat(leader.applied()).isEmpty();

        assertThat(leader.receives(20, new Ack(zxid(2, 1))).applied()).containsExactly(txn(2, 1));
    }

    @Test
    void commitsInOrder() {
        serving();
        proposes(1);
        proposes(2).receives(10, new Ack(zxid(2, 2)));

        assertThat(leader.applied()).containsExactly(txn(2, 1), txn(2, 2));
        assertThat(leader.sentAfter(6, 10)).containsExactly(new Commit(zxid(2, 1)), new Commit(zxid(2, 2)));
    }

    @Test
    void observersAreToldOfWhatIsDecidedAndDoNotDecide() {
        serving();
        joins(40, 4);
        int before = leader.sent(40).size();
        proposes(1).receives(40, new Ack(zxid(2, 1)));
        assertThat(leader.applied()).isEmpty();
        assertThat(leader.sentAfter(before, 40)).isEmpty();

        leader.receives(10, new Ack(zxid(2, 1)));
        assertThat(leader.sentAfter(before, 40)).containsExactly(new Inform(txn(2, 1)));
    }

    /** ZOOKEEPER-4646: an ack from one that has not made the epoch's beginning durable is worth nothing. */
    @Test
    void onlyWhoHasAcknowledgedNewLeaderDecides() {
        serving();
        links(20, 2, 1);
        promises(20);
        leader.withSlowDisk();
        proposes(1).receives(10, new Ack(zxid(2, 1))).receives(20, new Ack(zxid(2, 1)));
        assertThat(leader.applied()).isEmpty();

        assertThat(leader.receives(20, new Ack(zxid(2, 0))).applied()).containsExactly(txn(2, 1));
    }

    @Test
    void whatWasNeverProposedCannotBeAcknowledged() {
        serving();
        joins(20, 2).receives(20, new Ack(zxid(2, 1)));

        assertThat(leader.closed(20)).contains("never proposed");
    }

    @Test
    void aTransactionOutOfOrderIsABug() {
        serving();

        assertThatThrownBy(() -> proposes(2)).hasMessageContaining("0x200000002 is proposed after 0x200000000");
    }

    @Test
    void requestsTouchesAndQuestionsAreTheCores() {
        var request = new ForwardedRequest(5, 1, 1, Bytes.EMPTY, List.of());
        serving().receives(10, request, new Ping(zxid(2, 0), List.of()), new PeerMessage.Revalidate(5, 1000));

        assertThat(leader.wanted(ZabEffect.ForCore.class))
                .extracting(ZabEffect.ForCore::server)
                .containsExactly(1L, 1L, 1L);
    }

    // ---- who is there

    @Test
    void pingsTwiceInATick() {
        serving().passes(0);
        int before = leader.sent(10).size();
        leader.passes(ScriptedPeer.TICK_MILLIS / 2).passes(10);

        assertThat(leader.sentAfter(before, 10)).containsExactly(new Ping(zxid(2, 0), null));
    }

    @Test
    void givesUpAtOnceWhenItsQuorumsLinksBreak() {
        serving().tell(new ZabInput.LinkLost(10, "reset"));

        assertThat(leader.isLooking()).isTrue();
        assertThat(leader.reason()).contains("no quorum");
    }

    @Test
    void goesOnWhenAQuorumIsLeft() {
        serving();
        joins(20, 2).tell(new ZabInput.LinkLost(10, "reset"));

        assertThat(leader.status().phase()).isEqualTo(ZabPhase.BROADCAST);
    }

    @Test
    void dropsWhoIsSilentForLongerThanSyncLimit() {
        serving();
        joins(20, 2);
        leader.passes(SYNC_MILLIS).receives(10, new Ping(zxid(2, 0), List.of()));
        assertThat(leader.closed(20)).isNull();

        assertThat(leader.passes(1).closed(20)).contains("silent");
        assertThat(leader.status().phase()).isEqualTo(ZabPhase.BROADCAST);
        assertThat(leader.passes(SYNC_MILLIS).isLooking()).isTrue();
    }

    @Test
    void dropsWhoOwesAnAcknowledgementForLongerThanSyncLimit() {
        serving();
        joins(20, 2);
        proposes(1);
        for (int i = 0; i < 11; i++) {
            leader.passes(SYNC_MILLIS / 10)
                    .receives(10, new Ack(zxid(2, 1)))
                    .receives(20, new Ping(zxid(2, 1), List.of()));
        }
        assertThat(leader.closed(20)).isNull(); // it is decided: nothing is owed

        leader.withSlowDisk();
        proposes(2);
        for (int i = 0; i < 11; i++) {
            leader.passes(SYNC_MILLIS / 10)
                    .receives(10, new Ping(zxid(2, 1), List.of()))
                    .receives(20, new Ping(zxid(2, 1), List.of()));
        }
        assertThat(leader.closed(20)).contains("not acknowledged");
        assertThat(leader.isLooking()).isTrue();
    }

    @Test
    void aLearnerThatSaysNothingIsDroppedAndSomeoneAtWorkIsNot() {
        serving().tell(new ZabInput.LearnerLinked(50)).tell(new ZabInput.LearnerLinked(60));
        long limit = (ScriptedPeer.INIT_LIMIT + ScriptedPeer.SYNC_LIMIT) * ScriptedPeer.TICK_MILLIS;
        for (long waited = 0; waited <= limit; waited += SYNC_MILLIS) {
            leader.receives(10, new Ping(zxid(2, 0), List.of()))
                    .tell(new ZabInput.Progressing(60))
                    .passes(SYNC_MILLIS);
        }

        assertThat(leader.closed(50)).contains("silent");
        assertThat(leader.closed(60)).isNull();
    }

    /** ZOOKEEPER-4541: what the leader itself had logged but nobody decided goes into its next vote. */
    @Test
    void appliesItsWholeLogBeforeItVotesAgain() {
        serving().withSlowDisk();
        proposes(1);
        leader.tell(new ZabInput.LinkLost(10, "reset"));
        assertThat(leader.applied()).isEmpty();

        assertThat(leader.diskCatchesUp().applied()).containsExactly(txn(2, 1));
        assertThat(leader.wanted(ZabEffect.StopListening.class)).hasSize(1);
    }
}
