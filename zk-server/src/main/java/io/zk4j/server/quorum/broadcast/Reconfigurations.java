/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.broadcast;

import io.zk4j.protocol.OpCode;
import io.zk4j.server.txn.SetDataTxn;
import io.zk4j.server.txn.TxnRecord;

/** Tells the transactions that change the membership. */
final class Reconfigurations {
    private Reconfigurations() {}

    static boolean isOne(TxnRecord record) {
        return record.header().type() == OpCode.RECONFIG.code() && record.txn() instanceof SetDataTxn;
    }

    /** The configuration that the transaction puts into {@code /zookeeper/config}. */
    static String text(SetDataTxn txn) {
        return txn.data() == null ? "" : txn.data().utf8();
    }
}
