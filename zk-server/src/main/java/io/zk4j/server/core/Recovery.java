/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.core;

import io.zk4j.server.metrics.Counted;
import io.zk4j.server.metrics.Measured;
import io.zk4j.server.metrics.Metrics;
import io.zk4j.server.session.SessionTable;
import io.zk4j.server.storage.RecoveryTarget;
import io.zk4j.server.storage.SnapshotDigest;
import io.zk4j.server.tree.DataTree;
import io.zk4j.server.tree.TreeListener;
import io.zk4j.server.tree.Znode;
import io.zk4j.server.txn.CloseSessionTxn;
import io.zk4j.server.txn.CreateSessionTxn;
import io.zk4j.server.txn.TreeDigest;
import io.zk4j.server.txn.TxnRecord;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fills the tree and the sessions from what is on the disk, before the core thread starts. */
public final class Recovery implements RecoveryTarget {
    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

    private final DataTree tree;
    private final SessionTable sessions;
    private final Clock clock;
    private final Metrics metrics;
    private final long begunMillis;
    private final int recentMax;
    private final ArrayDeque<TxnRecord> recent = new ArrayDeque<>(); // newest last
    private long comparableFromZxid;
    private boolean mismatchSeen;
    private long loadedMillis;
    private long replayed;

    /** @param recentMax how many of the newest transactions are wanted afterwards */
    public Recovery(DataTree tree, SessionTable sessions, Clock clock, Metrics metrics, int recentMax) {
        this.recentMax = recentMax;
        this.tree = tree;
        this.sessions = sessions;
        this.clock = clock;
        this.metrics = metrics;
        this.begunMillis = clock.millis();
        this.loadedMillis = begunMillis;
    }

    @Override
    public void clear() {
        tree.clear();
        sessions.clear();
        recent.clear();
        replayed = 0;
        mismatchSeen = false;
    }

    @Override
    public void session(long id, int timeoutMillis) {
        sessions.add(id, timeoutMillis, clock.millis());
    }

    @Override
    public void znode(String path, Znode znode) {
        tree.load(znode);
    }

    @Override
    public void loaded(long zxid, @Nullable SnapshotDigest digest) {
        tree.loaded(zxid);
        loadedMillis = clock.millis();
        // A snapshot is written while transactions go on; until the last of those has been replayed its tree is of no
        // single moment, and its digest neither.
        comparableFromZxid = digest == null ? zxid : Math.max(zxid, digest.zxid());
        if (digest != null && digest.zxid() == zxid) {
            compare(zxid, digest.digest(), "the snapshot");
        }
    }

    @Override
    public void replay(TxnRecord record) {
        long id = record.header().sessionId();
        if (record.txn() instanceof CreateSessionTxn created) {
            sessions.add(id, created.timeoutMillis(), clock.millis());
        } else if (record.txn() instanceof CloseSessionTxn) {
            sessions.remove(id);
        }
        tree.apply(record.header(), record.txn(), TreeListener.NONE);
        replayed++;
        remember(record);
        var digest = record.digest();
        if (digest != null && record.zxid() >= comparableFromZxid) {
            compare(record.zxid(), digest, "the log");
        }
    }

    /**
     * Makes sure, once everything has been replayed, that each ephemeral has a session. One that lost its own, as in a
     * snapshot whose end was damaged, would stay for ever; so the owner comes back for one timeout, and ends as any other
     * session that nobody speaks for.
     */
    public void adoptOrphans(int timeoutMillis) {
        for (long owner : tree.ephemerals().keySet()) {
            if (!sessions.contains(owner)) {
                LOG.warn(
                        "Session 0x{} is not among the recovered ones but owns {} ephemerals; they go in {} ms unless it"
                                + " comes back",
                        Long.toHexString(owner),
                        tree.view().ephemerals(owner).size(),
                        timeoutMillis);
                sessions.add(owner, timeoutMillis, clock.millis());
            }
        }
    }

    /** Everything is loaded: how long that took goes to the metrics. */
    public void ended() {
        long endedMillis = clock.millis();
        metrics.measure(Measured.RECOVERY_MILLIS, endedMillis - begunMillis);
        metrics.measure(Measured.RECOVERY_SNAPSHOT_MILLIS, loadedMillis - begunMillis);
        if (replayed > 0) {
            metrics.measure(Measured.RECOVERY_REPLAY_MILLIS, endedMillis - loadedMillis);
            metrics.measure(Measured.RECOVERY_REPLAYED, replayed);
        }
    }

    private void remember(TxnRecord record) {
        if (!recent.isEmpty() && record.zxid() <= recent.getLast().zxid()) {
            return; // logged twice, as Apache's servers may
        }
        if (recent.size() == recentMax) {
            recent.poll();
        }
        if (recentMax > 0) {
            recent.add(record);
        }
    }

    /** The newest transactions of the log, oldest first and without gaps. */
    public List<TxnRecord> recent() {
        return List.copyOf(recent);
    }

    /** How many transactions of the log were applied over the snapshot. */
    public long replayed() {
        return replayed;
    }

    private void compare(long zxid, TreeDigest expected, String source) {
        var found = tree.digest();
        if (mismatchSeen || found == null || found.version() != expected.version() || found.equals(expected)) {
            return;
        }
        metrics.count(Counted.DIGEST_MISMATCHES);
        mismatchSeen = true; // every later one would differ as well
        LOG.error(
                "The tree after transaction 0x{} has digest {}, {} says {}: this server's data differs from what was"
                        + " written; compare it with the other servers'",
                Long.toHexString(zxid),
                Long.toUnsignedString(found.value()),
                source,
                Long.toUnsignedString(expected.value()));
    }
}
