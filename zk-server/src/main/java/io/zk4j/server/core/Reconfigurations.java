/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.core;

import io.zk4j.protocol.OpCode;
import io.zk4j.server.quorum.membership.Membership;
import io.zk4j.server.txn.SetDataTxn;
import io.zk4j.server.txn.TxnRecord;
import org.jspecify.annotations.Nullable;

/** Tells what a transaction of this leader means for the membership. */
final class Reconfigurations {
    private Reconfigurations() {}

    /** The membership that the transaction proposes; null if it is about something else. */
    static @Nullable Membership next(TxnRecord record) {
        boolean isReconfiguration = record.header().type() == OpCode.RECONFIG.code();
        return isReconfiguration && record.txn() instanceof SetDataTxn txn && txn.data() != null
                ? Membership.parse(txn.data().utf8())
                : null;
    }
}
