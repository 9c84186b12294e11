/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.broadcast;

import io.zk4j.server.txn.TxnRecord;
import java.util.ArrayList;
import java.util.List;

/**
 * How a learner is brought to the leader's state: what it keeps, takes back, and is sent.
 *
 * <p>A plan never lets a learner keep a transaction that the leader's history does not have, and never skips one: where the
 * leader cannot prove both from what it has at hand, the learner gets a snapshot.
 */
sealed interface SyncPlan {
    /** Keep everything; {@code missing} follows. */
    record Diff(long zxid, List<TxnRecord> missing) implements SyncPlan {}

    /** Take back what is after {@code zxid}; {@code missing} follows. */
    record Trunc(long zxid, List<TxnRecord> missing) implements SyncPlan {}

    /** Replace everything. */
    record Snap() implements SyncPlan {}

    /** The learner lacks more than is in memory: whether the log on the disk has it, up to {@code upTo}, must be found out. */
    record Disk(long after, long upTo) implements SyncPlan {}

    /**
     * What the leader knows when it decides.
     *
     * @param lastApplied the last transaction that its tree shows
     * @param lastProcessed the same, or the first zxid of its epoch if nothing has been applied in that yet
     */
    record Situation(
            CommittedLog committed, long lastApplied, long lastProcessed, boolean forceSnapshot, boolean diskEnabled) {}

    /** The plan for a learner whose log ends with {@code peer}. */
    static SyncPlan of(long peer, Situation situation) {
        var committed = situation.committed();
        if (situation.forceSnapshot()) {
            return new Snap();
        }
        if (peer == situation.lastProcessed() || peer == situation.lastApplied()) {
            return new Diff(peer, List.of());
        }
        if (committed.isEmpty()) {
            return mayGoBack(situation.lastApplied(), peer)
                    ? new Trunc(situation.lastApplied(), List.of())
                    : new Snap();
        }
        if (peer > committed.max()) {
            return mayGoBack(committed.max(), peer) ? new Trunc(committed.max(), List.of()) : new Snap();
        }
        if (peer >= committed.min()) {
            return walk(peer, committed);
        }
        if (situation.diskEnabled() && Succession.epoch(peer) == Succession.epoch(committed.min())) {
            return new Disk(peer, committed.min() - 1);
        }
        return new Snap();
    }

    /** The plan for a learner that the log on the disk has brought to {@code reached}. */
    static SyncPlan afterDisk(long reached, CommittedLog committed) {
        if (committed.isEmpty() || reached + 1 < committed.min() || reached > committed.max()) {
            return new Snap(); // the list has moved on while the disk was looked at
        }
        return walk(reached, committed);
    }

    private static SyncPlan walk(long peer, CommittedLog committed) {
        long before = 0;
        boolean found = peer + 1 == committed.min();
        var missing = new ArrayList<TxnRecord>();
        for (var record : committed) {
            long zxid = record.zxid();
            if (found) {
                missing.add(record);
            } else if (zxid == peer) {
                found = true;
            } else if (zxid < peer) {
                before = zxid;
            } else if (Succession.counter(peer) == 0) {
                // The learner has seen the beginning of an epoch and nothing of it: all before is what we have too.
                found = true;
                missing.add(record);
            } else {
                return mayGoBack(before, peer) ? new Trunc(before, from(record, committed)) : new Snap();
            }
        }
        return new Diff(committed.max(), missing);
    }

    /**
     * Whether a learner has {@code zxid}, because its log ends in the same epoch later. With one of another epoch it may
     * lack it: then what it would keep is another branch of history.
     */
    private static boolean mayGoBack(long zxid, long peer) {
        return Succession.epoch(zxid) == Succession.epoch(peer) && peer > zxid && zxid != 0;
    }

    private static List<TxnRecord> from(TxnRecord first, CommittedLog committed) {
        var rest = new ArrayList<TxnRecord>();
        for (var record : committed) {
            if (record.zxid() >= first.zxid()) {
                rest.add(record);
            }
        }
        return rest;
    }
}
