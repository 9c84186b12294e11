/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.sim;

import io.zk4j.server.txn.TxnRecord;
import java.util.ArrayList;
import java.util.List;

/** What a server reads back of its log: runs of transactions without a gap, where snapshots may have left holes. */
final class LogReading {
    private LogReading() {}

    /** The newest transactions up to {@code last}, without gaps; at most {@code max}. */
    static List<TxnRecord> recent(List<Prefix> log, Prefix last, int max) {
        int end = log.size();
        if (end == 0 || log.get(end - 1) != last) {
            return List.of();
        }
        int from = end - 1;
        while (from > 0 && end - from < max && log.get(from).before() == log.get(from - 1)) {
            from--;
        }
        return records(log, from, end);
    }

    /** The transactions after {@code after} up to {@code upTo}; empty if the log has not all of them. */
    static List<TxnRecord> range(List<Prefix> log, long after, long upTo, boolean readsAcrossHoles) {
        int end = log.size();
        while (end > 0 && log.get(end - 1).zxid() > upTo) {
            end--;
        }
        int from = end;
        while (from > 0 && log.get(from - 1).zxid() > after) {
            if (from < end && log.get(from).before() != log.get(from - 1) && !readsAcrossHoles) {
                return List.of();
            }
            from--;
        }
        if (readsAcrossHoles) {
            return records(log, from, end);
        }
        boolean whole = from < end && log.get(end - 1).zxid() == upTo && follows(log.get(from), after);
        return whole ? records(log, from, end) : List.of();
    }

    private static boolean follows(Prefix entry, long zxid) {
        return entry.before().zxid() == zxid || ((int) zxid == 0 && entry.zxid() == zxid + 1);
    }

    private static List<TxnRecord> records(List<Prefix> log, int from, int to) {
        var records = new ArrayList<TxnRecord>(to - from);
        for (int i = from; i < to; i++) {
            records.add(log.get(i).record());
        }
        return records;
    }
}
