/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.broadcast;

import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.OpCode;
import io.zk4j.server.quorum.membership.Membership;
import io.zk4j.server.txn.ErrorTxn;
import io.zk4j.server.txn.SetDataTxn;
import io.zk4j.server.txn.TxnHeader;
import io.zk4j.server.txn.TxnRecord;
import java.util.ArrayList;
import java.util.List;

/** Transactions and memberships for tests. */
public final class Histories {
    private static final int ERROR = -1;

    private Histories() {}

    public static long zxid(long epoch, long counter) {
        return (epoch << Integer.SIZE) + counter;
    }

    /** A transaction that changes nothing. */
    public static TxnRecord txn(long epoch, long counter) {
        return txn(zxid(epoch, counter));
    }

    public static TxnRecord txn(long zxid) {
        return new TxnRecord(new TxnHeader(0x1_0000, 1, zxid, 1_700_000_000_000L, ERROR), new ErrorTxn(-101), null);
    }

    /** The transactions of an epoch from one counter to another, both included. */
    public static List<TxnRecord> txns(long epoch, long from, long to) {
        var records = new ArrayList<TxnRecord>();
        for (long counter = from; counter <= to; counter++) {
            records.add(txn(epoch, counter));
        }
        return records;
    }

    /** Voters 1 to {@code voters} and one observer behind them. */
    public static Membership members(int voters) {
        var text = new StringBuilder();
        for (int server = 1; server <= voters + 1; server++) {
            text.append(line(server, server > voters));
        }
        return Membership.parse(text.toString());
    }

    /** A transaction that changes the membership. */
    public static TxnRecord reconfiguration(Membership next) {
        var header = new TxnHeader(0x1_0000, 1, next.version(), 1_700_000_000_000L, OpCode.RECONFIG.code());
        return new TxnRecord(header, new SetDataTxn("/zookeeper/config", Bytes.ofUtf8(next.text()), -1), null);
    }

    public static String line(int server, boolean observer) {
        return "server." + server + "=127.0.0.1:" + (2000 + server) + ":" + (3000 + server)
                + (observer ? ":observer" : ":participant") + "\n";
    }
}
