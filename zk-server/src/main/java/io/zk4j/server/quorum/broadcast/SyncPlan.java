/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.broadcast;

import io.zk4j.server.txn.TxnRecord;
import java.util.ArrayList;
import java.util.List;

/**
 * How a learner is brought to the leader's state: what it keeps, takes back, and is sent. The rules are Apache's, but that
 * where the leader cannot be sure the learner gets a snapshot.
 *
 * <p>A plan never lets a learner keep a transaction that the leader's history does not have, and never skips one. That a
 * learner may go back to the leader's last transaction although its own log ends in a later epoch follows from how epochs
 * begin: its epoch had a transaction, so a quorum had acknowledged what that epoch began with, so this leader's history,
 * which has nothing of that epoch, is what it began with.
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
     * @param lastApplied the last transaction that its tree shows, which {@code committed} ends with if it is not empty
     * @param lastProcessed the same, or the first zxid of its epoch if nothing has been applied in that yet
     * @param epoch that the leader leads
     */
    record Situation(
            CommittedLog committed,
            long lastApplied,
            long lastProcessed,
            long epoch,
            boolean forceSnapshot,
            boolean diskEnabled) {
        long max() {
            return lastApplied;
        }

        /** The oldest transaction in memory; if there is none, everything missing must come from the disk. */
        long min() {
            return committed.isEmpty() ? lastApplied + 1 : committed.min();
        }

        /** Where the disk's part ends: in the middle of what is in memory, which may move on while the disk is looked at. */
        long diskEnd() {
            long end = min() - 1;
            int left = committed.size() / 2;
            for (var record : committed) {
                if (left-- == 0 || Succession.epoch(record.zxid()) != Succession.epoch(end)) {
                    break;
                }
                end = record.zxid();
            }
            return end;
        }
    }

    /** The plan for a learner whose log ends with {@code peer}. */
    static SyncPlan of(long peer, Situation situation) {
        if (situation.forceSnapshot() || peer == Durable.NO_DATABASE) {
            return new Snap();
        }
        if (peer == situation.lastProcessed() || peer == situation.lastApplied()) {
            return new Diff(peer, List.of());
        }
        if (peer > situation.max() && Succession.counter(peer) == 0 && Succession.epoch(peer) < situation.epoch()) {
            return new Diff(peer, List.of()); // a snapshot of the beginning of an epoch in which nothing was decided
        }
        if (peer > situation.max()) {
            // The beginning of an epoch is in no log, so nobody can go back from there, or to there.
            boolean isLogged = Succession.counter(peer) != 0 && Succession.counter(situation.max()) != 0;
            return isLogged ? new Trunc(situation.max(), List.of()) : new Snap();
        }
        if (peer >= situation.min()) {
            return walk(peer, situation.committed());
        }
        if (peer + 1 == situation.min() && Succession.counter(peer) != 0) {
            return new Diff(situation.max(), after(peer, situation.committed()));
        }
        // Across epochs a log proves nothing: another server's snapshot may have come in between (ZOOKEEPER-2846).
        boolean isProvable =
                Succession.counter(peer) != 0 && Succession.epoch(peer) == Succession.epoch(situation.min() - 1);
        return situation.diskEnabled() && isProvable ? new Disk(peer, situation.diskEnd()) : new Snap();
    }

    /** The plan for a learner that the log on the disk has brought to {@code reached}; the list may have moved on. */
    static SyncPlan afterDisk(long reached, Situation situation) {
        if (reached == situation.max()) {
            return new Diff(reached, List.of());
        }
        if (reached > situation.max()
                || reached + 1 < situation.min()
                || situation.committed().isEmpty()) {
            return new Snap();
        }
        return new Diff(situation.max(), after(reached, situation.committed()));
    }

    private static SyncPlan walk(long peer, CommittedLog committed) {
        long before = 0;
        for (var record : committed) {
            long zxid = record.zxid();
            if (zxid == peer || (zxid > peer && Succession.counter(peer) == 0)) {
                return new Diff(committed.max(), after(peer, committed));
            }
            if (zxid > peer) {
                return Succession.epoch(zxid) == Succession.epoch(peer)
                        ? new Trunc(before, after(before, committed))
                        : new Snap();
            }
            before = zxid;
        }
        throw new IllegalStateException(
                Succession.text(peer) + " is in no place of a list that ends with " + Succession.text(committed.max()));
    }

    private static List<TxnRecord> after(long zxid, CommittedLog committed) {
        var rest = new ArrayList<TxnRecord>();
        for (var record : committed) {
            if (record.zxid() > zxid) {
                rest.add(record);
            }
        }
        return rest;
    }
}
