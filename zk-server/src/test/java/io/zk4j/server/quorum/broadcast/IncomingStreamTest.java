/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.broadcast;

import static io.zk4j.server.quorum.broadcast.Histories.txn;
import static io.zk4j.server.quorum.broadcast.Histories.zxid;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What a leader may send a learner, and in which order. */
class IncomingStreamTest {
    private final IncomingStream incoming = new IncomingStream();

    @Test
    void theFirstFollowsOnWhatTheLearnerHas() {
        incoming.startAfter(zxid(1, 4));

        assertThat(incoming.propose(txn(1, 6))).contains("0x100000006 after 0x100000004");
        assertThat(incoming.propose(txn(1, 4))).contains("0x100000004 after 0x100000004");
        assertThat(incoming.propose(txn(1, 5))).isNull();
        assertThat(incoming.propose(txn(1, 7))).contains("0x100000007 after 0x100000005");
    }

    @Test
    void aLaterEpochBeginsWithItsFirst() {
        incoming.startAfter(zxid(1, 4));

        assertThat(incoming.propose(txn(3, 2))).contains("0x300000002 after 0x100000004");
        assertThat(incoming.propose(txn(3, 1))).isNull();
        assertThat(incoming.propose(txn(2, 1))).contains("0x200000001 after 0x300000001");
    }

    @Test
    void commitsComeInTheOrderOfTheProposals() {
        incoming.startAfter(zxid(1, 0));
        incoming.propose(txn(1, 1));
        incoming.propose(txn(1, 2));

        assertThat(incoming.commit(zxid(1, 2), null))
                .contains("committed 0x100000002")
                .contains("0x100000001");
        assertThat(incoming.commit(zxid(1, 1), null)).isNull();
        assertThat(incoming.commit(zxid(1, 2), null)).isNull();
        assertThat(incoming.commit(zxid(1, 3), null)).contains("oldest proposal is none");
    }

    @Test
    void whatIsCommittedIsTakenFirst() {
        incoming.startAfter(zxid(1, 0));
        incoming.propose(txn(1, 1));
        incoming.propose(txn(1, 2));
        incoming.commit(zxid(1, 1), null);

        assertThat(incoming.pollDecided()).isEqualTo(new IncomingStream.Decided(txn(1, 1), null));
        assertThat(incoming.pollDecided()).isNull();
        assertThat(incoming.pollOpen()).isEqualTo(txn(1, 2));
    }

    @Test
    void aLeaderThatNeverCommitsIsNotListenedToForEver() {
        incoming.startAfter(zxid(1, 0));
        for (int counter = 1; counter <= IncomingStream.PROPOSALS_MAX; counter++) {
            assertThat(incoming.propose(txn(1, counter))).isNull();
        }

        assertThat(incoming.propose(txn(1, IncomingStream.PROPOSALS_MAX + 1))).contains("more than 100000");
    }
}
