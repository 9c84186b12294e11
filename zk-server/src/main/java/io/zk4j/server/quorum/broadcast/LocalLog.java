/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.broadcast;

import io.zk4j.server.txn.TxnRecord;
import java.util.ArrayDeque;
import java.util.List;

/**
 * This server's own history: what has been logged, what of it is on the disk, what of it is applied.
 *
 * <p>Logged transactions that are not applied yet are kept. Before a new election they are applied as well, decided or not,
 * so that memory is exactly what a restart would find (ZOOKEEPER-2845): the election is about logs, and who leads with a
 * longer log leads with all of it.
 */
final class LocalLog {
    private final CommittedLog committed;
    private final ArrayDeque<TxnRecord> unapplied = new ArrayDeque<>(); // logged, oldest first
    private long lastLogged;
    private long lastSynced;
    private long lastApplied;

    LocalLog(Durable durable, int commitLogCount) {
        this.committed = new CommittedLog(commitLogCount);
        startWith(durable.lastZxid(), durable.recent());
    }

    /** Disk and memory are exactly at {@code zxid}. */
    void startWith(long zxid, List<TxnRecord> recent) {
        boolean isTail = !recent.isEmpty() && recent.get(recent.size() - 1).zxid() == zxid;
        committed.reset(
                isTail ? recent : List.of()); // ZOOKEEPER-3526, 4352: the list must end with the last transaction
        unapplied.clear();
        lastLogged = zxid;
        lastSynced = zxid;
        lastApplied = zxid;
    }

    CommittedLog committed() {
        return committed;
    }

    long lastLogged() {
        return lastLogged;
    }

    long lastApplied() {
        return lastApplied;
    }

    boolean isSynced() {
        return lastSynced >= lastLogged;
    }

    /** The transaction is handed to the log, behind all before it. */
    void append(TxnRecord record, Effects effects) {
        if (record.zxid() <= lastLogged) {
            throw new IllegalStateException("transaction " + Succession.text(record.zxid())
                    + " cannot be logged behind " + Succession.text(lastLogged));
        }
        lastLogged = record.zxid();
        unapplied.add(record);
        effects.add(new ZabEffect.Append(record));
    }

    /** The oldest logged transaction that is not applied, is decided. */
    TxnRecord applyNext(Effects effects) {
        var record = unapplied.remove();
        lastApplied = record.zxid();
        committed.add(record);
        effects.add(new ZabEffect.Apply(record));
        return record;
    }

    /** Applies everything that is logged. */
    void applyAll(Effects effects) {
        while (!unapplied.isEmpty()) {
            applyNext(effects);
        }
    }

    /** How many transactions are logged that are not applied. */
    int unapplied() {
        return unapplied.size();
    }

    /** The zxid of the oldest logged transaction that is not applied; -1 if all are. */
    long nextToApply() {
        return unapplied.isEmpty() ? -1 : unapplied.element().zxid();
    }

    void synced(long zxid) {
        lastSynced = Math.max(lastSynced, zxid);
    }
}
