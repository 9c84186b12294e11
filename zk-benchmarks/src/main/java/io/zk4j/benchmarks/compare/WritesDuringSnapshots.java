/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.benchmarks.compare;

import io.zk4j.benchmarks.load.LightGenerator;
import io.zk4j.benchmarks.load.Script;
import io.zk4j.benchmarks.load.WireConnection;
import io.zk4j.benchmarks.load.WireConnections;
import io.zk4j.protocol.SetDataRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Writes one by one on some connections to a server with many znodes that often takes snapshots of them: how long one has to wait. */
record WritesDuringSnapshots() implements Workload {
    private static final int ZNODES = 1_000_000;
    private static final int WRITES_PER_SNAPSHOT = 60_000;
    private static final int SNAPSHOTS_MIN = 2;
    private static final int ATTEMPTS_MAX = 10;
    private static final Duration START_PATIENCE = Duration.ofMinutes(5);

    @Override
    public String name() {
        return "snapshot-writes";
    }

    @Override
    public String title() {
        return "writes while 1 M znodes go into snapshots";
    }

    @Override
    public List<Need> needs() {
        return List.of();
    }

    @Override
    public Figures measure(Stand stand) throws IOException {
        var effort = stand.effort();
        try (var server = stand.newServer("snapshots")
                .set("snapCount", Integer.toString(effort.scaled(WRITES_PER_SNAPSHOT)))
                .readyWithin(START_PATIENCE)
                .start()) {
            new Filling(server, effort.scaled(ZNODES)).run();
            try (var open = WireConnections.open(Filling.CONNECTIONS, i -> WireConnection.open(server.clientPort()));
                    var generator = LightGenerator.of(
                            open, WritesDuringSnapshots::sets, () -> ProcessFigures.cpuNanos(server.pid()))) {
                generator.saturate(1, Duration.ZERO, effort.warmUp());
                var measured = effort.measured();
                for (int attempt = 1; attempt <= ATTEMPTS_MAX; attempt++) {
                    int before = Snapshots.of(server).size();
                    var load = generator.saturate(1, Duration.ZERO, measured);
                    if (Snapshots.of(server).size() - before >= SNAPSHOTS_MIN) {
                        return Figures.of(load)
                                .and(Metric.LONGEST, load.latencies().maxNanos() / 1e6);
                    }
                    measured = measured.multipliedBy(2); // too short to meet that many
                }
                throw new IOException("hardly any snapshot was taken within " + measured);
            }
        }
    }

    private static Script sets(int connection) {
        return Script.of(List.of(new SetDataRequest(Filling.path(connection, 0), Tree.data(100), -1)));
    }
}
