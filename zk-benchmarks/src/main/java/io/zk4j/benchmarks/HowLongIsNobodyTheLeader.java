/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.benchmarks;

import io.zk4j.framework.ZkFramework;
import io.zk4j.recipes.leader.LeaderLatch;
import io.zk4j.recipes.primitive.Lease;
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

/** From the moment when a leader leaves the election until the next one leads, who stands in line by then. */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class HowLongIsNobodyTheLeader {
    private static final String PATH = "/election";

    /** A leader, and who comes next. */
    @State(Scope.Benchmark)
    public static class Elected {
        private ZkFramework one;
        private ZkFramework other;
        private LeaderLatch leader;
        private LeaderLatch next;

        @Setup(Level.Trial)
        public void open(RunningServer server) throws InterruptedException {
            one = server.newFramework();
            other = server.newFramework();
            next = new LeaderLatch(one, PATH).start();
        }

        /** Level.Invocation is right here: what follows takes a write to the disk, which is far longer than JMH's own time stamps. */
        @Setup(Level.Invocation)
        public void stand() throws InterruptedException {
            leader = next;
            leader.elected().await();
            ZkFramework standing = one;
            one = other;
            other = standing;
            next = new LeaderLatch(one, PATH).start();
            while (next.participants().await().size() < 2) {
                Thread.onSpinWait();
            }
        }

        @TearDown(Level.Trial)
        public void close() {
            one.close();
            other.close();
        }
    }

    @Benchmark
    public Lease handOver(Elected elected) throws InterruptedException {
        elected.leader.close();
        return elected.next.elected().await();
    }
}
