/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum;

import static io.zk4j.server.quorum.broadcast.Histories.txn;
import static io.zk4j.server.quorum.broadcast.Histories.zxid;
import static org.assertj.core.api.Assertions.assertThat;

import io.zk4j.server.quorum.broadcast.EpochKind;
import io.zk4j.server.quorum.broadcast.ZabEffect;
import io.zk4j.server.quorum.broadcast.ZabInput;
import io.zk4j.server.quorum.broadcast.ZabPhase;
import io.zk4j.server.quorum.message.PeerMessage.Ack;
import io.zk4j.server.quorum.message.PeerMessage.AckEpoch;
import io.zk4j.server.quorum.message.PeerMessage.Commit;
import io.zk4j.server.quorum.message.PeerMessage.Diff;
import io.zk4j.server.quorum.message.PeerMessage.LeaderInfo;
import io.zk4j.server.quorum.message.PeerMessage.LearnerInfo;
import io.zk4j.server.quorum.message.PeerMessage.Ping;
import io.zk4j.server.quorum.message.PeerMessage.Proposal;
import io.zk4j.server.quorum.message.PeerMessage.Trunc;
import io.zk4j.server.quorum.message.ServerState;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How a follower comes to its leader, follows it and leaves it. */
class FollowerTest extends FollowerUnderTest {
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
