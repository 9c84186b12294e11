/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.benchmarks.compare;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** A server without data: how long from its start to its first reply, and how much memory it then takes. */
record EmptyServer() implements Workload {
    private static final Duration START_PATIENCE = Duration.ofMinutes(1);
    private static final Duration SETTLED = Duration.ofSeconds(1);

    @Override
    public String name() {
        return "empty-server";
    }

    @Override
    public String title() {
        return "empty server: start to first reply, resident memory";
    }

    @Override
    public List<Need> needs() {
        return List.of(new Need(Metric.START, 2.0 / 3), new Need(Metric.RESIDENT, 0.75));
    }

    @Override
    public Figures measure(Stand stand) throws IOException {
        start(stand, "empty-first"); // brings the files of the JVM and the jars into memory
        return start(stand, "empty");
    }

    private static Figures start(Stand stand, String name) throws IOException {
        long begun = System.nanoTime();
        try (var server = stand.newServer(name).launch()) {
            FirstReply.secondsUntil(server.clientPort(), START_PATIENCE);
            double millis = (System.nanoTime() - begun) / 1e6;
            LockSupport.parkNanos(SETTLED.toNanos());
            return Figures.of(Metric.START, millis)
                    .and(Metric.RESIDENT, ProcessFigures.residentMegabytes(server.pid()));
        }
    }
}
