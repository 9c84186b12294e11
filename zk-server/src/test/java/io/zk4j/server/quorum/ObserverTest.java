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
import io.zk4j.server.quorum.broadcast.ZabEffect;
import io.zk4j.server.quorum.broadcast.ZabInput;
import io.zk4j.server.quorum.broadcast.ZabPhase;
import io.zk4j.server.quorum.message.PeerMessage;
import io.zk4j.server.quorum.message.PeerMessage.Ack;
import io.zk4j.server.quorum.message.PeerMessage.AckEpoch;
import io.zk4j.server.quorum.message.PeerMessage.Commit;
import io.zk4j.server.quorum.message.PeerMessage.Diff;
import io.zk4j.server.quorum.message.PeerMessage.Inform;
import io.zk4j.server.quorum.message.PeerMessage.LeaderInfo;
import io.zk4j.server.quorum.message.PeerMessage.LearnerInfo;
import io.zk4j.server.quorum.message.PeerMessage.NewLeader;
import io.zk4j.server.quorum.message.PeerMessage.Proposal;
import io.zk4j.server.quorum.message.PeerMessage.UpToDate;
import io.zk4j.server.quorum.message.ServerState;
import org.junit.jupiter.api.Test;

/** Observer 4 of an ensemble with three voters. */
class ObserverTest {
    private static final long LINK = 7;

    private final ScriptedPeer observer = ScriptedPeer.of(4, members(3), new Durable(zxid(1, 3), 1, 1, txns(1, 1, 3)))
            .withFastDisk()
            .start()
            .isToldOf(3, 1, 2)
            .tell(new ZabInput.LeaderLinked(LINK, 3));

    private ScriptedPeer serving() {
        return observer.receives(LINK, new LeaderInfo(2, PeerMessage.PROTOCOL_VERSION), new Diff(zxid(1, 4)))
                .receives(LINK, new Proposal(txn(1, 4)), new Commit(zxid(1, 4)))
                .receives(LINK, new NewLeader(zxid(2, 0), ""), new UpToDate());
    }

    @Test
    void introducesItselfAsOne() {
        assertThat(observer.status().state()).isEqualTo(ServerState.OBSERVING);
        assertThat(observer.sent(LINK)).containsExactly(new LearnerInfo(true, 1, 4, PeerMessage.PROTOCOL_VERSION, 0));
    }

    @Test
    void followsAnEpochBelowOneThatItPromisedAndThatNeverCameAbout() {
        var ahead = ScriptedPeer.of(4, members(3), new Durable(zxid(1, 3), 4, 1, txns(1, 1, 3)))
                .withFastDisk()
                .start()
                .isToldOf(3, 1, 2)
                .tell(new ZabInput.LeaderLinked(LINK, 3))
                .receives(LINK, new LeaderInfo(3, PeerMessage.PROTOCOL_VERSION), new Diff(zxid(1, 3)))
                .receives(LINK, new NewLeader(zxid(3, 0), ""), new UpToDate());

        assertThat(ahead.sentAfter(1, LINK))
                .containsExactly(
                        new AckEpoch(zxid(1, 3), AckEpoch.PROMISED_BEFORE), new Ack(zxid(3, 0)), new Ack(zxid(3, 0)));
        assertThat(ahead.status().phase()).isEqualTo(ZabPhase.BROADCAST);
    }

    @Test
    void doesNotGoBackBehindAnEpochThatHasComeAbout() {
        var ahead = ScriptedPeer.of(4, members(3), new Durable(zxid(4, 3), 4, 4, txns(4, 1, 3)))
                .withFastDisk()
                .start()
                .isToldOf(3, 1, 2)
                .tell(new ZabInput.LeaderLinked(LINK, 3))
                .receives(LINK, new LeaderInfo(3, PeerMessage.PROTOCOL_VERSION));

        assertThat(ahead.sentAfter(1, LINK)).isEmpty();
        assertThat(ahead.isLooking()).isTrue();
    }

    @Test
    void isSynchronisedLikeAFollower() {
        serving();

        assertThat(observer.logged()).containsExactly(txn(1, 4));
        assertThat(observer.sentAfter(2, LINK)).containsExactly(new Ack(zxid(2, 0)), new Ack(zxid(2, 0)));
        assertThat(observer.status().phase()).isEqualTo(ZabPhase.BROADCAST);
    }

    @Test
    void logsAndAppliesWhatIsDecidedWithoutAcknowledgingIt() {
        serving().receives(LINK, new Inform(txn(2, 1)));

        assertThat(observer.logged()).containsExactly(txn(1, 4), txn(2, 1));
        assertThat(observer.applied()).containsExactly(txn(1, 4), txn(2, 1));
        assertThat(observer.sentAfter(4, LINK)).isEmpty();
    }

    @Test
    void whatIsDecidedWhileItIsSynchronisedComesAfterwards() {
        observer.receives(LINK, new LeaderInfo(2, PeerMessage.PROTOCOL_VERSION), new Diff(zxid(1, 3)))
                .receives(LINK, new NewLeader(zxid(2, 0), ""), new Inform(txn(2, 1)));
        assertThat(observer.applied()).isEmpty();

        assertThat(observer.receives(LINK, new UpToDate()).applied()).containsExactly(txn(2, 1));
    }

    @Test
    void looksAtOnceWhenItsLeaderIsGone() {
        serving().tell(new ZabInput.LinkLost(LINK, "closed"));

        assertThat(observer.isLooking()).isTrue();
        assertThat(observer.wanted(ZabEffect.RoleChanged.class)).isNotEmpty();
    }
}
