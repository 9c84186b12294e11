/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.benchmarks.compare;

import io.zk4j.benchmarks.load.ConnectStorm;
import io.zk4j.benchmarks.load.LightGenerator;
import io.zk4j.benchmarks.load.Script;
import io.zk4j.protocol.PingRequest;
import java.time.Duration;
import java.util.List;

/** Sessions that do nothing but say that they are there: what each takes of the heap, and what each ping costs. */
record IdleSessions() implements Workload {
    private static final int SESSIONS = 5_000;
    /** As many as 5,000 sessions with a timeout of 30 s send. */
    private static final int PINGS_PER_SECOND = 500;

    @Override
    public String name() {
        return "idle-session";
    }

    @Override
    public String title() {
        return "idle session";
    }

    @Override
    public List<Need> needs() {
        return List.of(new Need(Metric.HEAP, 1.0 / 3), new Need(Metric.CPU, 0.25));
    }

    @Override
    public Figures measure(Stand stand) throws Exception {
        int sessions = stand.effort().scaled(SESSIONS);
        try (var server = stand.newServer("idle").start()) {
            // So that classes and pools are there before.
            ConnectStorm.open(sessions / 10, server.clientPort(), () -> 0)
                    .sessions()
                    .close();
            long before = ProcessFigures.liveHeapBytes(server.pid());
            var storm = ConnectStorm.open(sessions, server.clientPort(), () -> 0);
            try (var idle = storm.sessions();
                    var generator = LightGenerator.of(
                            idle,
                            i -> Script.of(List.of(new PingRequest())),
                            () -> ProcessFigures.cpuNanos(server.pid()))) {
                long heap = ProcessFigures.liveHeapBytes(server.pid()) - before;
                // Else most of what is measured is the compiler: at this rate it takes half a minute until it has seen
                // enough.
                generator.saturate(1, Duration.ZERO, stand.effort().warmUp());
                var pings = generator.offer(
                        PINGS_PER_SECOND,
                        stand.effort().warmUp(),
                        stand.effort().measured());
                return Figures.of(Metric.HEAP, (double) heap / sessions)
                        .and(Metric.CPU, pings.cpuMicrosPerReply())
                        .and(Metric.P50, pings.latencies().nanosAt(0.5) / 1e3);
            }
        }
    }
}
