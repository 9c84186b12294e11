/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.benchmarks;

import io.zk4j.client.WatchEvent;
import io.zk4j.client.ZkClient;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** From a set by one client to the listener of another; leaving the watch anew is not part of it. */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class HowLongUntilAWatcherIsCalled {
    /** Who watches. */
    @State(Scope.Benchmark)
    public static class Listening {
        private ZkClient client;
        private CompletableFuture<WatchEvent> event;

        @Setup(Level.Trial)
        public void open(RunningServer server) {
            client = server.newClient();
        }

        /** Level.Invocation is right here: what follows takes a write to the disk, which is far longer than JMH's own time stamps. */
        @Setup(Level.Invocation)
        public void watch() {
            event = new CompletableFuture<>();
            client.getAndWatch(RunningServer.PATH, event::complete)
                    .toCompletableFuture()
                    .join();
        }

        @TearDown(Level.Trial)
        public void close() {
            client.close();
        }
    }

    @Benchmark
    public WatchEvent setAndWait(RunningServer server, Listening listening) {
        server.client.set(RunningServer.PATH, RunningServer.DATA);
        return listening.event.join();
    }
}
