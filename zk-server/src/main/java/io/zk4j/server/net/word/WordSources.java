/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.net.word;

import io.zk4j.server.ServerConfig;
import io.zk4j.server.core.Admission;
import io.zk4j.server.core.Clock;
import io.zk4j.server.core.CoreState;
import io.zk4j.server.core.ServerStats;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntSupplier;

/**
 * Where the words take their answers from.
 *
 * @param clientPort the port that is really bound
 * @param startedMillis on the monotonic clock
 * @param quorum what the server knows of its ensemble
 * @param version as in the first line of {@code srvr}
 */
public record WordSources(
        ServerConfig config,
        IntSupplier clientPort,
        ServerStats stats,
        Admission admission,
        OpenConnections connections,
        CoreState.Access core,
        Clock clock,
        long startedMillis,
        Sizes sizes,
        QuorumSource quorum,
        String version) {

    /** Bytes on the disk. */
    public interface Sizes {
        long snapshotBytes();

        long logBytes();
    }

    /** The client port's connections. */
    public interface OpenConnections {
        int count();

        CompletableFuture<List<ConnectionView>> views();

        void resetStats();
    }
}
