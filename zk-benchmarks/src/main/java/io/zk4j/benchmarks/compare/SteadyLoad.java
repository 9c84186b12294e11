/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.benchmarks.compare;

import io.zk4j.benchmarks.load.EchoServer;
import io.zk4j.benchmarks.load.Script;
import io.zk4j.benchmarks.load.WireConnection;
import io.zk4j.benchmarks.load.WireConnections;
import io.zk4j.benchmarks.load.WireConnections.Opener;
import io.zk4j.protocol.Request;
import io.zk4j.protocol.SyncRequest;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;

/**
 * Requests that come again and again on some connections.
 *
 * @param connections how many, each a session of its own
 * @param prepare makes the znodes that the requests need; run before each measurement
 * @param requests of the connection with this number, counted from 0, in a circle; also of one more than there are
 */
record SteadyLoad(
        String name,
        String title,
        Function<Stand, Servers> servers,
        int connections,
        Pace pace,
        Preparation prepare,
        IntFunction<List<Request>> requests,
        List<Need> needs)
        implements Workload {
    /** What is done before. */
    interface Preparation {
        /** Makes what is not there yet. */
        void run(WireConnection connection) throws IOException;
    }

    @Override
    public Figures measure(Stand stand) throws IOException {
        var driven = servers.apply(stand);
        try (var connection = WireConnection.open(driven.port(0))) {
            prepare.run(connection);
        }
        return drive(i -> upToDate(driven.port(i)), stand.effort().warmingUp(driven.count()), driven::cpuNanos);
    }

    /** A session whose server knows what has been prepared through another. */
    private static WireConnection upToDate(int port) throws IOException {
        var connection = WireConnection.open(port);
        connection.require(new SyncRequest("/"));
        return connection;
    }

    @Override
    public Optional<Figures> ceiling(Stand stand, Echo echo) throws IOException {
        List<byte[]> replies;
        try (var connection = WireConnection.open(servers.apply(stand).port(0))) {
            replies = Script.of(requests.apply(connections)).repliesFrom(connection); // of none that was used before
        }
        return Optional.of(drive(i -> EchoServer.connect(echo.port(), replies), stand.effort(), echo::cpuNanos));
    }

    private Figures drive(Opener opener, Effort effort, LongSupplier cpuNanos) throws IOException {
        try (var open = WireConnections.open(connections, opener)) {
            return Figures.of(pace.drive(open, i -> Script.of(requests.apply(i)), effort, cpuNanos));
        }
    }
}
