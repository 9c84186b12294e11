/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.benchmarks.compare;

import io.zk4j.benchmarks.load.EchoServer;
import io.zk4j.testing.JavaProcess;
import io.zk4j.testing.LoopbackPorts;
import io.zk4j.testing.ZkDistribution;
import java.nio.file.Path;
import java.util.List;

/** An {@link EchoServer} in a process of its own. */
final class Echo implements AutoCloseable {
    private final LoopbackPorts ports = LoopbackPorts.claim(1);
    private final JavaProcess process;

    Echo(Path folder) {
        process = JavaProcess.start(
                folder,
                "echo",
                ZkDistribution.zk4j().classPath(),
                List.of(),
                List.of(EchoServer.class.getName(), Integer.toString(port())));
    }

    int port() {
        return ports.get(0);
    }

    long cpuNanos() {
        return ProcessFigures.cpuNanos(process.pid());
    }

    @Override
    public void close() {
        process.close();
        ports.close();
    }
}
