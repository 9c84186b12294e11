/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Records what clients call and what comes of it. Thread-safe; its lock guards the lists.
 *
 * <pre>{@code
 * var call = history.begin(client, session, path, new Call.SetData("c1-7", 3));
 * ...
 * call.end(new Outcome.Wrote(4, zxid)); // or call.forget(), if it cannot have had an effect
 * }</pre>
 */
public final class History {
    private static final int OPERATIONS_MAX = 2_000_000;

    private final LongSupplier nanoClock;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Operation> ended = new ArrayList<>();
    private final Set<Pending> open = new LinkedHashSet<>();

    /** Counts time by {@link System#nanoTime}. */
    public History() {
        this(System::nanoTime);
    }

    /** Counts time by another clock. */
    public History(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    /** Notes that a call is about to be made. */
    public Pending begin(int client, long session, String key, Call call) {
        lock.lock();
        try {
            if (ended.size() + open.size() == OPERATIONS_MAX) {
                throw new IllegalStateException(
                        "more than " + OPERATIONS_MAX + " operations; check, and begin a new history");
            }
            var pending = new Pending(client, session, key, call, nanoClock.getAsLong());
            open.add(pending);
            return pending;
        } finally {
            lock.unlock();
        }
    }

    /** All operations so far, by when they began; the outcome of those that have not ended is unknown. */
    public List<Operation> operations() {
        lock.lock();
        try {
            var all = new ArrayList<>(ended);
            long now = nanoClock.getAsLong();
            open.forEach(pending -> all.add(pending.operation(now, new Outcome.Unknown())));
            all.sort(Comparator.comparingLong(Operation::fromNanos));
            return all;
        } finally {
            lock.unlock();
        }
    }

    /** Everything that is wrong with it. */
    public List<Violation> violations() {
        var operations = operations();
        var all = new ArrayList<Violation>();
        all.addAll(LinearizabilityChecker.check(operations));
        all.addAll(SessionReads.check(operations));
        all.addAll(WriteOrder.check(operations));
        return all;
    }

    /** A call whose outcome is not recorded yet. */
    public final class Pending {
        private final int client;
        private final long session;
        private final String key;
        private final Call call;
        private final long fromNanos;

        private Pending(int client, long session, String key, Call call, long fromNanos) {
            this.client = client;
            this.session = session;
            this.key = key;
            this.call = call;
            this.fromNanos = fromNanos;
        }

        /** Notes the outcome. */
        public void end(Outcome outcome) {
            lock.lock();
            try {
                if (open.remove(this)) {
                    ended.add(operation(nanoClock.getAsLong(), outcome));
                }
            } finally {
                lock.unlock();
            }
        }

        /** Takes the call out of the history: it has changed nothing and told nothing. */
        public void forget() {
            lock.lock();
            try {
                open.remove(this);
            } finally {
                lock.unlock();
            }
        }

        private Operation operation(long untilNanos, Outcome outcome) {
            return new Operation(client, session, key, call, fromNanos, untilNanos, outcome);
        }
    }
}
