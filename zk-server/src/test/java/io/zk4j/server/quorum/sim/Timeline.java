/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.sim;

import java.util.PriorityQueue;

/** Simulated time: what is to happen, in the order of its moments; at one moment, in the order in which it was planned. */
final class Timeline {
    private record Planned(long atMicros, long order, Runnable action) implements Comparable<Planned> {
        @Override
        public int compareTo(Planned other) {
            int byTime = Long.compare(atMicros, other.atMicros);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }

    private final PriorityQueue<Planned> planned = new PriorityQueue<>(256);
    private long nowMicros;
    private long order;

    long nowMicros() {
        return nowMicros;
    }

    /** How many things have been planned so far: a measure of how much has happened. */
    long steps() {
        return order;
    }

    void at(long micros, Runnable action) {
        planned.add(new Planned(Math.max(nowMicros, micros), order++, action));
    }

    void after(long micros, Runnable action) {
        at(nowMicros + micros, action);
    }

    /** Lets everything happen that is planned before {@code micros}. */
    void runUntil(long micros) {
        while (!planned.isEmpty() && planned.element().atMicros() < micros) {
            var next = planned.remove();
            nowMicros = next.atMicros();
            next.action().run();
        }
        nowMicros = Math.max(nowMicros, micros);
    }
}
