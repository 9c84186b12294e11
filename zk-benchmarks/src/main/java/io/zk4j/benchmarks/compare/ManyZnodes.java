/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.benchmarks.compare;

import io.zk4j.testing.ZkProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;

/** Fills a server with znodes, looks what they take of heap and disk, and starts it again after {@code kill -9}. */
record ManyZnodes() implements Workload {
    private static final int ZNODES = 1_000_000;
    private static final Duration START_PATIENCE = Duration.ofMinutes(5);

    @Override
    public String name() {
        return "million-znodes";
    }

    @Override
    public String title() {
        return "1 M znodes of 100 B";
    }

    @Override
    public List<Need> needs() {
        return List.of(new Need(Metric.RATE, 5), new Need(Metric.HEAP, 0.5), new Need(Metric.RESTART, 0.25));
    }

    @Override
    public Figures measure(Stand stand) throws Exception {
        try (var server = stand.newServer("many").readyWithin(START_PATIENCE).start()) {
            var filling = new Filling(server, stand.effort().scaled(ZNODES));
            long before = ProcessFigures.liveHeapBytes(server.pid());
            var figures = Figures.of(filling.run());
            long heap = ProcessFigures.liveHeapBytes(server.pid()) - before;
            server.kill();
            server.launchAgain();
            double restart = FirstReply.secondsUntil(server.clientPort(), START_PATIENCE);
            filling.requireLast();
            return figures.and(Metric.HEAP, (double) heap / filling.znodes())
                    .and(Metric.SNAPSHOT, newestSnapshotMegabytes(server))
                    .and(Metric.RESTART, restart);
        }
    }

    private static double newestSnapshotMegabytes(ZkProcess server) throws IOException {
        var snapshots = Snapshots.of(server);
        return Files.size(snapshots.get(snapshots.size() - 1)) / 1e6;
    }
}
