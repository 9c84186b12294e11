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
import io.zk4j.server.quorum.broadcast.EpochKind;
import io.zk4j.server.quorum.broadcast.ZabEffect;
import io.zk4j.server.quorum.broadcast.ZabInput;
import io.zk4j.server.quorum.broadcast.ZabPhase;
import io.zk4j.server.quorum.message.PeerMessage;
import io.zk4j.server.quorum.message.PeerMessage.Ack;
import io.zk4j.server.quorum.message.PeerMessage.AckEpoch;
import io.zk4j.server.quorum.message.PeerMessage.Commit;
import io.zk4j.server.quorum.message.PeerMessage.Diff;
import io.zk4j.server.quorum.message.PeerMessage.LeaderInfo;
import io.zk4j.server.quorum.message.PeerMessage.LearnerInfo;
import io.zk4j.server.quorum.message.PeerMessage.NewLeader;
import io.zk4j.server.quorum.message.PeerMessage.Ping;
import io.zk4j.server.quorum.message.PeerMessage.Proposal;
import io.zk4j.server.quorum.message.PeerMessage.Snap;
import io.zk4j.server.quorum.message.PeerMessage.SyncDone;
import io.zk4j.server.quorum.message.PeerMessage.Trunc;
import io.zk4j.server.quorum.message.PeerMessage.UpToDate;
import io.zk4j.server.quorum.message.ServerState;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A follower, server 1 of three, with a history that ends with the third transaction of epoch 1. */
class FollowerTest {
    private static final long LINK = 7;
    private static final int VERSION = PeerMessage.PROTOCOL_VERSION;

    private final ScriptedPeer follower = ScriptedPeer.of(1, members(3), new Durable(zxid(1, 3), 1, 1, txns(1, 1, 3)))
            .start();

    private ScriptedPeer elected() {
        return follower.isToldOf(3, 1, 2);
    }

    private ScriptedPeer linked() {
        return elected().tell(new ZabInput.LeaderLinked(LINK, 3));
    }

    private ScriptedPeer promised(long epoch) {
        return linked().receives(LINK, new LeaderInfo(epoch, VERSION)).diskCatchesUp();
    }

    private static NewLeader newLeader(long epoch) {
        return new NewLeader(zxid(epoch, 0), "");
    }

    /** Serves in epoch 2, having lacked nothing. */
    private ScriptedPeer serving() {
        return promised(2)
                .receives(LINK, new Diff(zxid(1, 3)), newLeader(2))
                .diskCatchesUp()
                .receives(LINK, new UpToDate());
    }

    // ---- discovery

    @Test
    void connectsToTheLeaderAsSoonAsItIsDecided() {
        assertThat(elected().wanted(ZabEffect.ConnectToLeader.class)).containsExactly(new ZabEffect.ConnectToLeader(3));
        assertThat(follower.status().phase()).isEqualTo(ZabPhase.DISCOVERY);
        assertThat(follower.status().state()).isEqualTo(ServerState.FOLLOWING);
    }

    @Test
    void introducesItselfWithWhatItHasPromised() {
        assertThat(linked().sent(LINK)).containsExactly(new LearnerInfo(false, 1, 1, VERSION, 0));
    }

    @Test
    void promisesAnEpochOnlyOnceThatIsOnTheDisk() {
        linked().receives(LINK, new LeaderInfo(2, VERSION));

        assertThat(follower.wanted(ZabEffect.SaveEpoch.class))
                .containsExactly(new ZabEffect.SaveEpoch(EpochKind.ACCEPTED, 2));
        assertThat(follower.sent(LINK)).hasSize(1);
        assertThat(follower.diskCatchesUp().sentAfter(1, LINK)).containsExactly(new AckEpoch(zxid(1, 3), 1));
    }

    @Test
    void doesNotPromiseTheSameEpochTwice() {
        linked().receives(LINK, new LeaderInfo(1, VERSION));

        assertThat(follower.sentAfter(1, LINK)).containsExactly(new AckEpoch(zxid(1, 3), AckEpoch.PROMISED_BEFORE));
        assertThat(follower.wanted(ZabEffect.SaveEpoch.class)).isEmpty();
    }

    @Test
    void doesNotFollowALeaderOfAnEpochBeforeTheOneItPromised() {
        linked().receives(LINK, new LeaderInfo(0, VERSION));

        assertThat(follower.isLooking()).isTrue();
        assertThat(follower.reason()).contains("wants to lead epoch 0, but epoch 1 has been promised");
        assertThat(follower.closed(LINK)).isNotNull();
    }

    @Test
    void asksTheSameLeaderForASnapshotIfTheDiskCannotGoBack() {
        promised(2).receives(LINK, new Trunc(zxid(1, 2)), newLeader(2));
        follower.tell(new ZabInput.Reloaded(zxid(1, 3), List.of())); // all that it has is a snapshot at 1:3

        assertThat(follower.closed(LINK)).contains("needs a snapshot to go back");
        assertThat(follower.wanted(ZabEffect.ConnectToLeader.class)).hasSize(2);

        follower.tell(new ZabInput.LeaderLinked(LINK + 1, 3)).receives(LINK + 1, new LeaderInfo(2, VERSION));
        assertThat(follower.sent(LINK + 1))
                .containsExactly(new LearnerInfo(false, 2, 1, VERSION, 0), new AckEpoch(0, AckEpoch.PROMISED_BEFORE));
        assertThat(follower.wanted(ZabEffect.SaveEpoch.class)).hasSize(1); // nothing of the first try goes on
    }

    @Test
    void isHonestAboutItsHistoryToALeaderOfALaterEpochAlthoughItNeedsASnapshot() {
        promised(2).receives(LINK, new Trunc(zxid(1, 2)));
        follower.tell(new ZabInput.Reloaded(zxid(1, 3), List.of()));

        follower.tell(new ZabInput.LeaderLinked(LINK + 1, 3)).receives(LINK + 1, new LeaderInfo(3, VERSION));
        follower.diskCatchesUp();

        assertThat(follower.sentAfter(1, LINK + 1)).containsExactly(new AckEpoch(zxid(1, 3), 1));
    }

    @Test
    void looksAgainAtOnceIfTheLeaderCannotBeReached() {
        elected().tell(new ZabInput.LeaderUnreachable(3, "refused 5 times"));

        assertThat(follower.isLooking()).isTrue();
        assertThat(follower.reason()).contains("server 3").contains("refused 5 times");
    }

    @Test
    void aConnectionToAnEarlierLeaderIsNotTakenForTheOneThatIsWanted() {
        elected().tell(new ZabInput.LeaderLinked(5, 2));

        assertThat(follower.closed(5)).contains("server 3");
        assertThat(follower.sent(5)).isEmpty();
    }

    // ---- synchronisation

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

    // ---- broadcast

    @Test
    void acknowledgesEachProposalWhenItIsOnTheDiskAndAppliesWhatIsCommitted() {
        serving().receives(LINK, new Proposal(txn(2, 1)), new Proposal(txn(2, 2)));
        assertThat(follower.sentAfter(4, LINK)).isEmpty();

        assertThat(follower.diskTakesOne().sentAfter(4, LINK)).containsExactly(new Ack(zxid(2, 1)));
        assertThat(follower.applied()).isEmpty();
        assertThat(follower.receives(LINK, new Commit(zxid(2, 1))).applied()).containsExactly(txn(2, 1));
    }

    @Test
    void appliesWhatIsCommittedAlsoBeforeItsOwnDiskHasIt() {
        serving().receives(LINK, new Proposal(txn(2, 1)), new Commit(zxid(2, 1)));

        assertThat(follower.applied()).containsExactly(txn(2, 1));
        assertThat(follower.sentAfter(4, LINK)).isEmpty();
    }

    @Test
    void aCommitOutOfOrderIsNotFollowed() {
        serving().receives(LINK, new Proposal(txn(2, 1)), new Proposal(txn(2, 2)), new Commit(zxid(2, 2)));

        assertThat(follower.applied()).isEmpty();
        assertThat(follower.reason()).contains("committed 0x200000002, but the oldest proposal is 0x200000001");
    }

    // ---- the end

    @Test
    void looksAtOnceWhenTheLinkBreaks() {
        serving().tell(new ZabInput.LinkLost(LINK, "reset by peer"));

        assertThat(follower.isLooking()).isTrue();
        assertThat(follower.reason()).contains("leader 3").contains("reset by peer");
    }

    @Test
    void looksWhenTheLeaderIsSilentForLongerThanSyncLimit() {
        serving();
        long limit = ScriptedPeer.SYNC_LIMIT * ScriptedPeer.TICK_MILLIS;

        follower.passes(limit).receives(LINK, new Ping(zxid(2, 0), null)).passes(limit);
        assertThat(follower.status().phase()).isEqualTo(ZabPhase.BROADCAST);
        assertThat(follower.passes(1).isLooking()).isTrue();
    }

    @Test
    void whileItIsSynchronisedTheLeaderMayBeSilentForInitLimit() {
        promised(2).receives(LINK, new Diff(zxid(1, 3)));
        long limit = ScriptedPeer.INIT_LIMIT * ScriptedPeer.TICK_MILLIS;

        assertThat(follower.passes(limit).isLooking()).isFalse();
        assertThat(follower.tell(new ZabInput.Progressing(LINK)).passes(limit).isLooking())
                .isFalse();
        assertThat(follower.passes(1).isLooking()).isTrue();
    }

    /** ZOOKEEPER-4541, 4712: nothing of the last role is on its way to the disk when the next one begins. */
    @Test
    void doesNotVoteBeforeItsDiskHasAllThatWasLogged() {
        serving().receives(LINK, new Proposal(txn(2, 1)));
        int votes = follower.wanted(ZabEffect.Notify.class).size();

        follower.tell(new ZabInput.LinkLost(LINK, "reset"));
        assertThat(follower.isLooking()).isTrue();
        assertThat(follower.wanted(ZabEffect.Notify.class)).hasSize(votes);
        assertThat(follower.diskCatchesUp().wanted(ZabEffect.Notify.class)).hasSizeGreaterThan(votes);
    }

    /** ZOOKEEPER-2845, 2355: memory is what a restart would find, whatever was decided of it. */
    @Test
    void appliesAllThatIsLoggedBeforeItVotesForThat() {
        serving()
                .receives(LINK, new Proposal(txn(2, 1)), new Proposal(txn(2, 2)), new Commit(zxid(2, 1)))
                .tell(new ZabInput.LinkLost(LINK, "reset"))
                .diskCatchesUp();

        assertThat(follower.applied()).containsExactly(txn(2, 1), txn(2, 2));
        var votes = follower.wanted(ZabEffect.Notify.class);
        assertThat(votes.get(votes.size() - 1).notification().zxid()).isEqualTo(zxid(2, 2));
    }

    /** What came of a later epoch before its NEWLEADER counts as what a restart would make of it. */
    @Test
    void votesWithTheEpochOfItsLogWhenASynchronisationIsCutShort() {
        promised(4)
                .receives(LINK, new Diff(zxid(3, 1)), new Proposal(txn(3, 1)), new Commit(zxid(3, 1)))
                .diskCatchesUp()
                .tell(new ZabInput.LinkLost(LINK, "reset"));

        var votes = follower.wanted(ZabEffect.Notify.class);
        var vote = votes.get(votes.size() - 1).notification();
        assertThat(vote.peerEpoch()).isEqualTo(3);
        assertThat(vote.zxid()).isEqualTo(zxid(3, 1));
    }

    @Test
    void isSilentAboutWhatItNoLongerFollows() {
        serving().tell(new ZabInput.LinkLost(LINK, "reset"));
        int sent = follower.sent(LINK).size();

        follower.receives(LINK, new Proposal(txn(2, 1)), new Ping(zxid(2, 1), null))
                .diskCatchesUp();
        assertThat(follower.sent(LINK)).hasSize(sent);
        assertThat(follower.logged()).isEmpty();
    }
}
