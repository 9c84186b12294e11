/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum;

import static io.zk4j.server.quorum.broadcast.Histories.txn;
import static io.zk4j.server.quorum.broadcast.Histories.zxid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zk4j.protocol.Bytes;
import io.zk4j.server.quorum.broadcast.ZabEffect;
import io.zk4j.server.quorum.broadcast.ZabInput;
import io.zk4j.server.quorum.broadcast.ZabPhase;
import io.zk4j.server.quorum.message.PeerMessage;
import io.zk4j.server.quorum.message.PeerMessage.Ack;
import io.zk4j.server.quorum.message.PeerMessage.Commit;
import io.zk4j.server.quorum.message.PeerMessage.ForwardedRequest;
import io.zk4j.server.quorum.message.PeerMessage.Inform;
import io.zk4j.server.quorum.message.PeerMessage.Ping;
import io.zk4j.server.quorum.message.PeerMessage.Proposal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How a leader has transactions agreed on, and with whom. */
class LeaderBroadcastTest extends LeaderUnderTest {
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
