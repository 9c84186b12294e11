/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client.session.sim;

import java.util.PriorityQueue;

/** Simulated time: what is to happen, in the order of its moments; at one moment, in the order in which it was planned. */
final class Timeline {
    private record Planned(long atMillis, long order, Runnable action) implements Comparable<Planned> {
        @Override
        public int compareTo(Planned other) {
            int byTime = Long.compare(atMillis, other.atMillis);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }

    private final PriorityQueue<Planned> planned = new PriorityQueue<>();
    private long now;
    private long order;

    long now() {
        return now;
    }

    void at(long millis, Runnable action) {
        planned.add(new Planned(Math.max(now, millis), order++, action));
    }

    void after(long millis, Runnable action) {
        at(now + millis, action);
    }

    /** Lets everything happen that is planned before {@code millis}. */
    void runUntil(long millis) {
        while (!planned.isEmpty() && planned.element().atMillis() < millis) {
            Planned next = planned.remove();
            now = next.atMillis();
            next.action().run();
        }
        now = Math.max(now, millis);
    }
}
