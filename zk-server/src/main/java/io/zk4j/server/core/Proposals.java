/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.core;

import io.zk4j.protocol.Zxid;
import io.zk4j.server.metrics.Counted;
import io.zk4j.server.metrics.Measured;
import io.zk4j.server.metrics.Metrics;
import io.zk4j.server.op.Proposer;
import io.zk4j.server.tree.Applied;
import io.zk4j.server.tree.DataTree;
import io.zk4j.server.tree.PendingChanges;
import io.zk4j.server.txn.TxnRecord;
import io.zk4j.server.watch.WatchTable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The transactions between being proposed and being applied, and the step from one to the other.
 *
 * <p>Nothing of a transaction is visible to anybody before it is decided: it is applied, its watches fire and its answer is
 * given only then. Owned by the core thread.
 */
final class Proposals {
    private final DataTree tree;
    private final WatchTable watches;
    private final Consumer<TxnRecord> replication;
    private final PendingChanges pending;
    private final Proposer proposer;
    private final Clock clock;
    private final Metrics metrics;
    private final SessionDesk sessions;
    private final DigestHistory digests;
    private final ArrayDeque<Undecided> undecided = new ArrayDeque<>(); // oldest first
    private long lastProposed;

    Proposals(CoreState state, SessionDesk sessions, Consumer<TxnRecord> replication, Clock clock) {
        this.replication = replication;
        this.tree = state.tree();
        this.watches = state.watches();
        this.digests = state.digests();
        this.pending = new PendingChanges(tree);
        this.proposer = new Proposer(pending);
        this.sessions = sessions;
        this.clock = clock;
        this.metrics = state.metrics();
        this.lastProposed = tree.view().zxid();
    }

    /** Proposes what {@code preparation} makes of the next zxid, and returns that; {@code whenApplied} hears of it once it is decided. */
    TxnRecord propose(Preparation preparation, WhenApplied whenApplied) {
        long zxid = new Zxid(lastProposed).next().value();
        var record = preparation.prepare(proposer, zxid, clock.wallMillis());
        lastProposed = zxid;
        undecided.add(new Undecided(record, whenApplied));
        metrics.count(Counted.CHANGES_PROPOSED);
        replication.accept(record);
        return record;
    }

    /** Applies, in order, what is decided of what was proposed here. */
    void decidedUpTo(long zxid) {
        while (!undecided.isEmpty() && undecided.element().record.zxid() <= zxid) {
            var next = undecided.remove();
            apply(next.record, next.whenApplied);
            next.afterwards.forEach(Runnable::run);
        }
    }

    /**
     * Applies a transaction that has been decided.
     *
     * @param elsewhere hears of it if it was not proposed here
     */
    void decided(TxnRecord record, WhenApplied elsewhere) {
        if (undecided.isEmpty()) {
            apply(record, elsewhere);
            return;
        }
        if (undecided.element().record.zxid() != record.zxid()) {
            throw new IllegalStateException("0x" + Long.toHexString(record.zxid())
                    + " is decided, but the oldest proposal is " + undecided.element().record);
        }
        decidedUpTo(record.zxid());
    }

    /** Runs {@code action} when everything that is proposed by now has been applied; at once if nothing is. */
    void whenAllApplied(Runnable action) {
        if (undecided.isEmpty()) {
            action.run();
        } else {
            undecided.getLast().afterwards(action);
        }
    }

    /**
     * Forgets what has not been applied: it will not be decided here. The next proposal gets the number after {@code zxid}.
     */
    void reset(long zxid) {
        undecided.clear();
        pending.clear();
        lastProposed = zxid;
    }

    /** How many have been proposed and not applied. */
    int count() {
        return undecided.size();
    }

    private void apply(TxnRecord record, WhenApplied whenApplied) {
        var applied = apply(record);
        metrics.count(Counted.CHANGES_APPLIED);
        long sinceProposed = clock.wallMillis() - record.header().timeMillis();
        metrics.measure(Measured.PROPAGATION_MILLIS, Math.max(0, sinceProposed)); // clocks differ, and are set back
        whenApplied.applied(record, applied);
        sessions.applied(record); // last, since it closes connections that have an answer coming
    }

    private Applied apply(TxnRecord record) {
        var applied = tree.apply(record.header(), record.txn(), watches);
        pending.applied(record.zxid());
        if (DigestHistory.wants(record.zxid())) {
            var digest = tree.digest();
            if (digest != null) {
                digests.add(record.zxid(), digest.value());
            }
        }
        return applied;
    }

    /** Makes the record that a zxid gets. */
    @FunctionalInterface
    interface Preparation {
        TxnRecord prepare(Proposer proposer, long zxid, long timeMillis);
    }

    /** What is to be done once a transaction has been applied. */
    @FunctionalInterface
    interface WhenApplied {
        WhenApplied NOTHING = (record, applied) -> {};

        void applied(TxnRecord record, Applied applied);
    }

    /** A transaction that has been proposed, and what waits for it. */
    private static final class Undecided {
        final TxnRecord record;
        final WhenApplied whenApplied;
        List<Runnable> afterwards = List.of(); // seldom any

        Undecided(TxnRecord record, WhenApplied whenApplied) {
            this.record = record;
            this.whenApplied = whenApplied;
        }

        void afterwards(Runnable action) {
            if (afterwards.isEmpty()) {
                afterwards = new ArrayList<>();
            }
            afterwards.add(action);
        }
    }
}
