/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.benchmarks.compare;

import io.zk4j.benchmarks.load.ClosedLoop;
import io.zk4j.benchmarks.load.EchoServer;
import io.zk4j.benchmarks.load.LightGenerator;
import io.zk4j.benchmarks.load.Load;
import io.zk4j.benchmarks.load.Script;
import io.zk4j.benchmarks.load.WireConnection;
import io.zk4j.benchmarks.load.WireConnections;
import io.zk4j.benchmarks.load.WireConnections.Opener;
import io.zk4j.protocol.Request;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;

/**
 * Requests that come again and again on some connections.
 *
 * @param connections how many, each a session of its own
 * @param underWay how many requests of each connection wait for a reply at any time; with one connection and one request it is a
 *     closed loop
 * @param prepare makes the znodes that the requests need; run before each measurement
 * @param requests of the connection with this number, counted from 0, in a circle
 */
record SteadyLoad(
        String name,
        String title,
        int connections,
        int underWay,
        Preparation prepare,
        IntFunction<List<Request>> requests,
        List<Need> needs)
        implements Workload {
    /** What is done before. */
    interface Preparation {
        void run(WireConnection connection) throws IOException;
    }

    @Override
    public Figures measure(Stand stand) throws IOException {
        int port = stand.server().clientPort();
        try (var connection = WireConnection.open(port)) {
            prepare.run(connection);
        }
        return drive(i -> WireConnection.open(port), stand.effort(), stand::cpuNanos);
    }

    @Override
    public Optional<Figures> ceiling(Stand stand, Echo echo) throws IOException {
        List<byte[]> replies;
        try (var connection = WireConnection.open(stand.server().clientPort())) {
            replies = Script.of(requests.apply(0)).repliesFrom(connection);
        }
        return Optional.of(drive(i -> EchoServer.connect(echo.port(), replies), stand.effort(), echo::cpuNanos));
    }

    private Figures drive(Opener opener, Effort effort, LongSupplier cpuNanos) throws IOException {
        try (var open = WireConnections.open(connections, opener)) {
            return Figures.of(
                    connections == 1 && underWay == 1
                            ? closedLoop(open.get(0), effort, cpuNanos)
                            : pipelined(open, effort, cpuNanos));
        }
    }

    private Load closedLoop(WireConnection connection, Effort effort, LongSupplier cpuNanos) throws IOException {
        return new ClosedLoop(connection, Script.of(requests.apply(0)))
                .run(effort.warmUp(), effort.measured(), cpuNanos);
    }

    private Load pipelined(WireConnections open, Effort effort, LongSupplier cpuNanos) throws IOException {
        try (var generator = new LightGenerator(cpuNanos)) {
            for (int i = 0; i < open.size(); i++) {
                generator.add(open.get(i), Script.of(requests.apply(i)));
            }
            return generator.saturate(underWay, effort.warmUp(), effort.measured());
        }
    }
}
