/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.election.sim;

import java.util.Comparator;
import java.util.PriorityQueue;

/** Simulated time: what is to happen, in order. Things at the same time happen in the order in which they were planned. */
final class Timeline {
    private record Planned(long at, long order, Runnable action) {}

    private final PriorityQueue<Planned> planned =
            new PriorityQueue<>(Comparator.comparingLong(Planned::at).thenComparingLong(Planned::order));
    private long now;
    private long order;

    long now() {
        return now;
    }

    void after(long millis, Runnable action) {
        planned.add(new Planned(now + millis, order++, action));
    }

    /** Lets the next thing happen. */
    void step() {
        var next = planned.remove();
        now = next.at();
        next.action().run();
    }
}
