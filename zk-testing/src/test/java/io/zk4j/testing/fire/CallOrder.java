/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.fire;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * The calls of one client handle: each is answered once, in the order in which they were made, before its deadline has passed.
 *
 * <p>Calls are made by several threads, so making one and noting it is one step under this object's lock.
 */
final class CallOrder {
    private final String client;
    private final Duration deadline;
    private final Violations violations;
    private final Tally tally;
    private final Queue<Call> open = new ArrayDeque<>();

    CallOrder(String client, Duration deadline, Surroundings surroundings) {
        this.client = client;
        this.deadline = deadline;
        this.violations = surroundings.violations();
        this.tally = surroundings.tally();
    }

    /** One call, from the moment it is made. */
    final class Call {
        private final String what;
        private final long madeAtNanos = System.nanoTime();

        private Call(String what) {
            this.what = what;
        }

        /** To be called first by the callback. */
        void answered() {
            tally.answer();
            synchronized (CallOrder.this) {
                var expected = open.peek();
                violations.check(
                        expected == this,
                        client + ": " + this + " is answered, but the oldest open call is " + expected);
                open.remove(this);
            }
            violations.check(ageNanos() <= deadline.toNanos(), client + ": " + this + " was answered late");
        }

        private long ageNanos() {
            return System.nanoTime() - madeAtNanos;
        }

        @Override
        public String toString() {
            return what + " of " + Duration.ofNanos(ageNanos()).toMillis() + " ms ago";
        }
    }

    /** Makes a call: {@code send} hands it to the client with a callback that tells the given call. */
    synchronized void make(String what, Consumer<Call> send) {
        var call = new Call(what);
        open.add(call);
        send.accept(call);
    }

    synchronized int open() {
        return open.size();
    }

    /** The call that has waited longest, for a failure's message. */
    synchronized String oldest() {
        return String.valueOf(open.peek());
    }
}
