/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.benchmarks;

import io.zk4j.client.ZkClient;
import io.zk4j.framework.ZkFramework;
import io.zk4j.protocol.Bytes;
import io.zk4j.testing.ZkDistribution;
import io.zk4j.testing.ZkProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A server in a process of its own, with fsync, on the disk of the folder {@code target} where the benchmark runs; and a client of it with
 * a znode to work on.
 */
@State(Scope.Benchmark)
public class RunningServer {
    static final String PATH = "/benchmark";
    static final Bytes DATA = Bytes.wrap(new byte[100]);

    private ZkProcess server;
    private Path folder;
    ZkClient client;

    @Setup(Level.Trial)
    public void start() throws IOException {
        folder = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "jmh");
        server = ZkProcess.of(ZkDistribution.zk4j(), folder)
                .jvm("-XX:-UseSerialGC", "-XX:TieredStopAtLevel=4", "-Dzookeeper.root.level=WARN")
                .set("maxClientCnxns", "0")
                .start();
        client = newClient();
        client.create(PATH, DATA).toCompletableFuture().join();
    }

    /** A client that calls back on its own thread, so that nothing but the client is measured; the caller closes it. */
    ZkClient newClient() {
        return ZkClient.builder(server.connectString())
                .callbacksOn(Runnable::run)
                .open();
    }

    /** A framework that is connected; the caller closes it. */
    ZkFramework newFramework() throws InterruptedException {
        var zk = ZkFramework.connect(server.connectString());
        zk.connected().await();
        return zk;
    }

    @TearDown(Level.Trial)
    public void stop() throws IOException {
        client.close();
        server.close();
        Folders.delete(folder);
    }
}
