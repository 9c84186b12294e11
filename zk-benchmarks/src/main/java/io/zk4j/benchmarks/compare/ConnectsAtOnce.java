/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.benchmarks.compare;

import io.zk4j.benchmarks.load.ConnectStorm;
import java.io.IOException;
import java.util.List;

/** A storm of clients that each want a session; all of them stay until the last has one. */
record ConnectsAtOnce() implements Workload {
    private static final int SESSIONS = 2_000;

    @Override
    public String name() {
        return "connect-storm";
    }

    @Override
    public String title() {
        return "connect storm";
    }

    @Override
    public List<Need> needs() {
        return List.of(new Need(Metric.RATE, 3), new Need(Metric.CPU, 1.0 / 3));
    }

    @Override
    public Figures measure(Stand stand) throws IOException {
        int sessions = stand.effort().scaled(SESSIONS);
        long warm = System.nanoTime() + stand.effort().warmUp().toNanos();
        do {
            storm(stand, sessions);
        } while (System.nanoTime() < warm);
        return storm(stand, sessions);
    }

    private static Figures storm(Stand stand, int sessions) throws IOException {
        var server = stand.single();
        var storm = ConnectStorm.open(sessions, server.port(0), server::cpuNanos);
        storm.sessions().close();
        return Figures.of(storm.load());
    }
}
