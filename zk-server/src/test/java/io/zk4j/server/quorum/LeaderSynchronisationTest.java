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

import io.zk4j.server.quorum.broadcast.Durable;
import io.zk4j.server.quorum.broadcast.PeerSettings;
import io.zk4j.server.quorum.broadcast.ZabEffect;
import io.zk4j.server.quorum.broadcast.ZabInput;
import io.zk4j.server.quorum.broadcast.ZabPhase;
import io.zk4j.server.quorum.message.PeerMessage.Ack;
import io.zk4j.server.quorum.message.PeerMessage.AckEpoch;
import io.zk4j.server.quorum.message.PeerMessage.Commit;
import io.zk4j.server.quorum.message.PeerMessage.Diff;
import io.zk4j.server.quorum.message.PeerMessage.NewLeader;
import io.zk4j.server.quorum.message.PeerMessage.Proposal;
import io.zk4j.server.quorum.message.PeerMessage.Snap;
import io.zk4j.server.quorum.message.PeerMessage.Trunc;
import io.zk4j.server.quorum.message.PeerMessage.UpToDate;
import org.junit.jupiter.api.Test;

/** How a leader brings others to what its epoch begins with. */
class LeaderSynchronisationTest extends LeaderUnderTest {
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
    void bringsOthersThereWhileItsOwnEpochIsOnItsWayToTheDisk() {
        elected();
        links(10, 1, 1).diskCatchesUp();
        promises(10);

        assertThat(leader.diskIsIdle()).isFalse();
        assertThat(leader.sentAfter(1, 10))
                .containsExactly(
                        new Diff(zxid(1, 3)),
                        new NewLeader(zxid(2, 0), members(3).text()));
    }

    @Test
    void servesOnlyOnceItsOwnEpochIsOnTheDiskWhoeverElseHasIt() {
        elected();
        links(10, 1, 1);
        links(20, 2, 1).diskCatchesUp();
        promises(10);
        promises(20);
        leader.receives(10, new Ack(zxid(2, 0))).receives(20, new Ack(zxid(2, 0)));
        assertThat(leader.status().phase()).isEqualTo(ZabPhase.SYNCHRONIZATION);

        assertThat(leader.diskCatchesUp().status().phase()).isEqualTo(ZabPhase.BROADCAST);
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
                .containsExactly(new ZabEffect.AskDisk(10, zxid(1, 3), zxid(1, 8), 0.33));
        assertThat(leader.sentAfter(1, 10)).isEmpty();

        leader.tell(new ZabInput.DiskHistory(10, true));
        assertThat(leader.wanted(ZabEffect.SendLog.class))
                .containsExactly(new ZabEffect.SendLog(10, zxid(1, 3), zxid(1, 8)));
        assertThat(leader.sentAfter(1, 10))
                .startsWith(new Diff(zxid(1, 9)), new Proposal(txn(1, 9)), new Commit(zxid(1, 9)));
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
}
