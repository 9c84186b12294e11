/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.benchmarks.compare;

import io.zk4j.benchmarks.load.ClosedLoop;
import io.zk4j.benchmarks.load.LightGenerator;
import io.zk4j.benchmarks.load.Load;
import io.zk4j.benchmarks.load.Script;
import io.zk4j.benchmarks.load.WireConnections;
import java.io.IOException;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;

/** When the next request is sent. */
interface Pace {
    /** Drives the connections, each with the script of its number. */
    Load drive(WireConnections connections, IntFunction<Script> scripts, Effort effort, LongSupplier cpuNanos)
            throws IOException;

    /** As soon as the last one has been answered, on the first connection alone. */
    static Pace closedLoop() {
        return (connections, scripts, effort, cpuNanos) ->
                new ClosedLoop(connections.get(0), scripts.apply(0)).run(effort.warmUp(), effort.measured(), cpuNanos);
    }

    /** As soon as fewer requests of a connection are under way. */
    static Pace underWay(int requests) {
        return (connections, scripts, effort, cpuNanos) -> {
            try (var generator = LightGenerator.of(connections, scripts, cpuNanos)) {
                return generator.saturate(requests, effort.warmUp(), effort.measured());
            }
        };
    }

    /** When it is due, whether the others have been answered or not. */
    static Pace perSecond(int requests) {
        return (connections, scripts, effort, cpuNanos) -> {
            try (var generator = LightGenerator.of(connections, scripts, cpuNanos)) {
                return generator.offer(requests, effort.warmUp(), effort.measured());
            }
        };
    }
}
