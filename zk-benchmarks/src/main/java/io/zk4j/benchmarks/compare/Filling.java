/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.benchmarks.compare;

import io.zk4j.benchmarks.load.LightGenerator;
import io.zk4j.benchmarks.load.Load;
import io.zk4j.benchmarks.load.Script;
import io.zk4j.benchmarks.load.WireConnection;
import io.zk4j.benchmarks.load.WireConnections;
import io.zk4j.protocol.ExistsRequest;
import io.zk4j.protocol.Request;
import io.zk4j.testing.ZkProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Fills a server with znodes of 100 bytes from 16 connections, each with parents of its own that have a thousand children, so that no
 * parent has so many that it matters.
 */
final class Filling {
    static final int CONNECTIONS = 16;
    private static final int CHILDREN = 1_000;
    private static final int UNDER_WAY = 32;
    private static final int DATA_BYTES = 100;

    private final ZkProcess server;
    private final int each; // of the connections

    /** Of about so many znodes; {@link #znodes} tells how many exactly. */
    Filling(ZkProcess server, int znodes) {
        this.server = server;
        this.each = Math.max(CHILDREN, znodes / CONNECTIONS);
    }

    /** How many there will be, parents left out. */
    int znodes() {
        return CONNECTIONS * each;
    }

    /** Creates them. */
    Load run() throws IOException {
        int requests = creates(0).size();
        try (var open = WireConnections.open(CONNECTIONS, i -> WireConnection.open(server.clientPort()));
                var generator = LightGenerator.of(
                        open, i -> Script.of(creates(i)), () -> ProcessFigures.cpuNanos(server.pid()))) {
            return generator.exchange(requests, UNDER_WAY);
        }
    }

    private List<Request> creates(int connection) {
        var creates = new ArrayList<Request>();
        for (int i = 0; i < each; i++) {
            if (i % CHILDREN == 0) {
                creates.add(Tree.create(parent(connection, i), 0));
            }
            creates.add(Tree.create(path(connection, i), DATA_BYTES));
        }
        return creates;
    }

    private static String parent(int connection, int znode) {
        return "/parent-" + connection + "-" + znode / CHILDREN;
    }

    /** Of the znode with this number among those of the connection. */
    static String path(int connection, int znode) {
        return parent(connection, znode) + "/znode-" + znode;
    }

    /** Nothing that was acknowledged may be missing: looks for the last of each connection. */
    void requireLast() throws IOException {
        try (var connection = WireConnection.open(server.clientPort())) {
            for (int i = 0; i < CONNECTIONS; i++) {
                connection.require(new ExistsRequest(path(i, each - 1), false));
            }
        }
    }
}
