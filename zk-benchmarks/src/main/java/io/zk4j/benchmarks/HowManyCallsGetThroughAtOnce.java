/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.benchmarks;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/** One client that makes a thousand calls and then waits for all answers: calls per second. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@OperationsPerInvocation(HowManyCallsGetThroughAtOnce.CALLS)
public class HowManyCallsGetThroughAtOnce {
    static final int CALLS = 1_000;

    @Benchmark
    public void get(RunningServer server) {
        all(() -> server.client.get(RunningServer.PATH));
    }

    @Benchmark
    public void set(RunningServer server) {
        all(() -> server.client.set(RunningServer.PATH, RunningServer.DATA));
    }

    private static void all(Supplier<CompletionStage<?>> call) {
        var answers = new CompletableFuture<?>[CALLS];
        for (int i = 0; i < CALLS; i++) {
            answers[i] = call.get().toCompletableFuture();
        }
        CompletableFuture.allOf(answers).join();
    }
}
