/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.benchmarks;

import io.zk4j.client.Created;
import io.zk4j.client.Node;
import io.zk4j.protocol.Stat;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/** One client that waits for each answer before its next call: the latency and its percentiles. */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class HowLongDoesACallTake {
    @Benchmark
    public Node get(RunningServer server) {
        return answer(server.client.get(RunningServer.PATH));
    }

    @Benchmark
    public Optional<Stat> exists(RunningServer server) {
        return answer(server.client.exists(RunningServer.PATH));
    }

    @Benchmark
    public Stat set(RunningServer server) {
        return answer(server.client.set(RunningServer.PATH, RunningServer.DATA));
    }

    /** A znode is created and deleted, so that the tree stays as it is. */
    @Benchmark
    public Created createAndDelete(RunningServer server) {
        String path = RunningServer.PATH + "/child";
        var created = answer(server.client.create(path, RunningServer.DATA));
        answer(server.client.delete(path));
        return created;
    }

    private static <T> T answer(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }
}
