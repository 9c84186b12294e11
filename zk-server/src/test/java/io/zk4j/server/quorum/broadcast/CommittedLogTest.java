/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.broadcast;

import static io.zk4j.server.quorum.broadcast.Histories.txn;
import static io.zk4j.server.quorum.broadcast.Histories.txns;
import static io.zk4j.server.quorum.broadcast.Histories.zxid;
import static org.assertj.core.api.Assertions.assertThat;

import io.zk4j.protocol.Bytes;
import io.zk4j.server.txn.SetDataTxn;
import io.zk4j.server.txn.TxnRecord;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The list of decided transactions in memory never has a gap, and never grows without end. */
class CommittedLogTest {
    private final CommittedLog committed = new CommittedLog(3);

    @Test
    void keepsTheNewest() {
        txns(1, 1, 5).forEach(committed::add);

        assertThat(committed).containsExactly(txn(1, 3), txn(1, 4), txn(1, 5));
        assertThat(committed.min()).isEqualTo(zxid(1, 3));
        assertThat(committed.max()).isEqualTo(zxid(1, 5));
    }

    @Test
    void goesOnWithTheFirstOfALaterEpoch() {
        txns(1, 1, 2).forEach(committed::add);
        committed.add(txn(4, 1));

        assertThat(committed).containsExactly(txn(1, 1), txn(1, 2), txn(4, 1));
    }

    /** ZOOKEEPER-4925: a list with a hole was passed on to learners as if it were whole. */
    @Test
    void beginsAnewBehindAGap() {
        txns(1, 1, 2).forEach(committed::add);
        committed.add(txn(1, 4));

        assertThat(committed).containsExactly(txn(1, 4));
    }

    /** ZOOKEEPER-3526, 4352: what a list does not end with must not decide what a learner takes back. */
    @Test
    void aListThatDoesNotEndWithTheLastTransactionIsNotUsed() {
        var log = new LocalLog(new Durable(zxid(1, 9), 1, 1, txns(1, 1, 3)), 500);

        assertThat(log.committed().isEmpty()).isTrue();
    }

    @Test
    void isBoundedByTheSizeOfTheDataToo() {
        var large = Bytes.wrap(new byte[(int) (CommittedLog.DATA_BYTES_MAX / 2) + 1]);
        for (int counter = 1; counter <= 2; counter++) {
            var header = txn(1, counter).header();
            committed.add(new TxnRecord(header, new SetDataTxn("/large", large, counter), null));
        }

        assertThat(committed.min()).isEqualTo(zxid(1, 2));
    }

    @Test
    void startsWithWhatTheLogEndsWith() {
        committed.reset(List.of(txn(1, 7), txn(1, 8)));

        assertThat(committed).containsExactly(txn(1, 7), txn(1, 8));
    }
}
