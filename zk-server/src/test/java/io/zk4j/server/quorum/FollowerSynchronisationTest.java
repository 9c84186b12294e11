/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum;

import static io.zk4j.server.quorum.broadcast.Histories.txn;
import static io.zk4j.server.quorum.broadcast.Histories.txns;
import static io.zk4j.server.quorum.broadcast.Histories.zxid;
import static org.assertj.core.api.Assertions.assertThat;

import io.zk4j.server.quorum.broadcast.EpochKind;
import io.zk4j.server.quorum.broadcast.ZabEffect;
import io.zk4j.server.quorum.broadcast.ZabInput;
import io.zk4j.server.quorum.broadcast.ZabPhase;
import io.zk4j.server.quorum.message.PeerMessage.Ack;
import io.zk4j.server.quorum.message.PeerMessage.Commit;
import io.zk4j.server.quorum.message.PeerMessage.Diff;
import io.zk4j.server.quorum.message.PeerMessage.Ping;
import io.zk4j.server.quorum.message.PeerMessage.Proposal;
import io.zk4j.server.quorum.message.PeerMessage.Snap;
import io.zk4j.server.quorum.message.PeerMessage.SyncDone;
import io.zk4j.server.quorum.message.PeerMessage.Trunc;
import io.zk4j.server.quorum.message.PeerMessage.UpToDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How a follower takes over what its leader's epoch begins with. */
class FollowerSynchronisationTest extends FollowerUnderTest {
    @Test
    void servesAfterDiffNewLeaderAndUpToDate() {
        serving();

        assertThat(follower.sentAfter(2, LINK)).containsExactly(new Ack(zxid(2, 0)), new Ack(zxid(2, 0)));
        assertThat(follower.status().phase()).isEqualTo(ZabPhase.BROADCAST);
        assertThat(follower.status().epoch()).isEqualTo(2);
        var changes = follower.wanted(ZabEffect.RoleChanged.class);
        assertThat(changes.get(changes.size() - 1).leaderLink()).isEqualTo(LINK);
    }

    /** ZOOKEEPER-3911, 4646, 3023: what was sent before NEWLEADER must be on the disk before it is acknowledged. */
    @Test
    void acknowledgesNewLeaderOnlyWhenAllBeforeItIsOnTheDisk() {
        promised(2)
                .receives(LINK, new Diff(zxid(1, 5)), new Proposal(txn(1, 4)), new Commit(zxid(1, 4)))
                .receives(LINK, new Proposal(txn(1, 5)), new Commit(zxid(1, 5)), newLeader(2));

        assertThat(follower.logged()).containsExactly(txn(1, 4), txn(1, 5));
        assertThat(follower.diskTakesOne().sentAfter(2, LINK)).isEmpty();
        assertThat(follower.diskCatchesUp().sentAfter(2, LINK)).containsExactly(new Ack(zxid(2, 0)));
    }

    /** ZOOKEEPER-4643, 4785: an epoch on the disk without its transactions wins an election and takes them from others. */
    @Test
    void savesTheEpochOnlyWhenAllBeforeItIsOnTheDisk() {
        promised(2).receives(LINK, new Diff(zxid(1, 4)), new Proposal(txn(1, 4)), new Commit(zxid(1, 4)), newLeader(2));
        var current = new ZabEffect.SaveEpoch(EpochKind.CURRENT, 2);

        assertThat(follower.wanted()).doesNotContain(current);
        follower.diskTakesOne();
        assertThat(follower.wanted()).contains(current);
        assertThat(follower.sentAfter(2, LINK)).isEmpty();
    }

    /** ZOOKEEPER-4394: proposals that are not committed do not belong to what the epoch begins with. */
    @Test
    void whatIsNotCommittedAtNewLeaderIsLoggedAndAcknowledgedAfterUpToDate() {
        promised(2)
                .receives(LINK, new Diff(zxid(1, 3)), new Proposal(txn(2, 1)), newLeader(2))
                .diskCatchesUp()
                .receives(LINK, new Commit(zxid(2, 1)), new Proposal(txn(2, 2)));

        assertThat(follower.logged()).isEmpty();
        assertThat(follower.applied()).isEmpty();

        follower.receives(LINK, new UpToDate());
        assertThat(follower.logged()).containsExactly(txn(2, 1), txn(2, 2));
        assertThat(follower.applied()).containsExactly(txn(2, 1));
        assertThat(follower.diskCatchesUp().sentAfter(4, LINK))
                .containsExactly(new Ack(zxid(2, 1)), new Ack(zxid(2, 2)));
        assertThat(follower.receives(LINK, new Commit(zxid(2, 2))).applied()).containsExactly(txn(2, 1), txn(2, 2));
    }

    @Test
    void goesBackAndOnWhenToldTo() {
        promised(2).receives(LINK, new Trunc(zxid(1, 2)));
        assertThat(follower.wanted(ZabEffect.Truncate.class)).containsExactly(new ZabEffect.Truncate(zxid(1, 2)));

        follower.receives(LINK, new Proposal(txn(2, 1)), new Commit(zxid(2, 1))); // before that is done
        assertThat(follower.logged()).isEmpty();
        follower.tell(new ZabInput.Reloaded(zxid(1, 2), txns(1, 1, 2)));
        assertThat(follower.logged()).containsExactly(txn(2, 1));
        assertThat(follower.receives(LINK, newLeader(2)).diskCatchesUp().sentAfter(2, LINK))
                .containsExactly(new Ack(zxid(2, 0)));
    }

    /** ZOOKEEPER-4837: a snapshot beyond the point to go back to is of no use; what there is then is not what was asked for. */
    @Test
    void doesNotGoOnFromAnotherPointThanItWasToldToGoBackTo() {
        promised(2).receives(LINK, new Trunc(zxid(1, 2))).tell(new ZabInput.Reloaded(zxid(1, 1), txns(1, 1, 1)));

        assertThat(follower.isLooking()).isTrue();
        assertThat(follower.reason()).contains("0x100000002").contains("0x100000001");
        assertThat(follower.status().lastProposed()).isEqualTo(zxid(1, 1));
    }

    @Test
    void cannotGoBackToWhatItDoesNotHave() {
        promised(2).receives(LINK, new Trunc(zxid(1, 9)));

        assertThat(follower.isLooking()).isTrue();
        assertThat(follower.wanted(ZabEffect.Truncate.class)).isEmpty();
    }

    /** ZOOKEEPER-3642: a snapshot that is in memory only is lost, and what comes on top of it has a hole below it. */
    @Test
    void acknowledgesASnapshotOnlyOnceItIsInstalledOnTheDisk() {
        promised(2).receives(LINK, new Snap(zxid(2, 4))).tell(new ZabInput.SnapshotArrived(LINK, zxid(2, 4)));
        assertThat(follower.wanted(ZabEffect.InstallSnapshot.class))
                .containsExactly(new ZabEffect.InstallSnapshot(LINK, zxid(2, 4)));

        follower.receives(LINK, new Proposal(txn(2, 5)), new Commit(zxid(2, 5)), newLeader(2));
        assertThat(follower.sentAfter(2, LINK)).isEmpty();
        follower.tell(new ZabInput.Reloaded(zxid(2, 4), List.of())).diskCatchesUp();
        assertThat(follower.logged()).containsExactly(txn(2, 5));
        assertThat(follower.sentAfter(2, LINK)).containsExactly(new Ack(zxid(2, 0)));
    }

    /** ZOOKEEPER-3642, 2845: what was not installed is not there, so the next vote is about the old history. */
    @Test
    void aSnapshotThatDoesNotArriveChangesNothing() {
        promised(2).receives(LINK, new Snap(zxid(2, 4))).tell(new ZabInput.LinkLost(LINK, "reset"));

        assertThat(follower.isLooking()).isTrue();
        assertThat(follower.status().lastProposed()).isEqualTo(zxid(1, 3));
        follower.tell(new ZabInput.SnapshotArrived(LINK, zxid(2, 4)));
        assertThat(follower.wanted(ZabEffect.InstallSnapshot.class)).isEmpty();
    }

    /** ZOOKEEPER-3104: NEWLEADER stands behind the stream; one before it acknowledges what is not there. */
    @Test
    void aLeaderThatBeginsBeforeItHasSentAnythingIsNotFollowed() {
        promised(2).receives(LINK, newLeader(2));

        assertThat(follower.isLooking()).isTrue();
        assertThat(follower.wanted()).doesNotContain(new ZabEffect.SaveEpoch(EpochKind.CURRENT, 2));
    }

    @Test
    void aLeaderFromBeforeNewLeaderIsRefusedClearly() {
        promised(2).receives(LINK, new Diff(zxid(1, 3)), new UpToDate());

        assertThat(follower.isLooking()).isTrue();
        assertThat(follower.reason()).contains("UPTODATE").contains("before 3.4");
    }

    /** ZOOKEEPER-2846, 4925: a leader with a hole in what it sends would make one here. */
    @Test
    void aGapInWhatTheLeaderSendsEndsTheConnection() {
        promised(2).receives(LINK, new Diff(zxid(1, 9)), new Proposal(txn(1, 5)));

        assertThat(follower.isLooking()).isTrue();
        assertThat(follower.reason()).contains("0x100000005 after 0x100000003");
        assertThat(follower.logged()).isEmpty();
    }

    @Test
    void pingsAndOtherWordsDuringTheSynchronisationDoNoHarm() {
        promised(2)
                .receives(LINK, new Diff(zxid(1, 3)), new Ping(zxid(1, 3), null), newLeader(2))
                .receives(LINK, new Ping(zxid(1, 3), null))
                .diskCatchesUp()
                .receives(LINK, new Ping(zxid(1, 3), null), new SyncDone(), new UpToDate());

        assertThat(follower.status().phase()).isEqualTo(ZabPhase.BROADCAST);
        assertThat(follower.wanted(ZabEffect.ForCore.class)).hasSize(2);
    }

    @Test
    void answersNoPingBeforeItHasAcknowledgedTheNewLeader() {
        promised(2)
                .receives(LINK, new Diff(zxid(1, 3)), new Ping(zxid(2, 0), null), newLeader(2))
                .receives(LINK, new Ping(zxid(2, 0), null));

        assertThat(follower.wanted(ZabEffect.ForCore.class)).isEmpty();
        assertThat(follower.diskCatchesUp().sentAfter(2, LINK)).containsExactly(new Ack(zxid(2, 0)));
    }
}
