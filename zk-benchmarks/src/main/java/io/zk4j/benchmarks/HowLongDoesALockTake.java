/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.benchmarks;

import io.zk4j.framework.ZkFramework;
import io.zk4j.recipes.lock.InterProcessMutex;
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

/** From asking for a mutex that nobody else wants until the servers have confirmed that it is given back. */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class HowLongDoesALockTake {
    /** A handle on the mutex. */
    @State(Scope.Benchmark)
    public static class Locking {
        private ZkFramework zk;
        private InterProcessMutex mutex;

        @Setup(Level.Trial)
        public void open(RunningServer server) throws InterruptedException {
            zk = server.newFramework();
            mutex = new InterProcessMutex(zk, "/lock");
        }

        @TearDown(Level.Trial)
        public void close() {
            zk.close();
        }
    }

    @Benchmark
    public Lease lockAndUnlock(Locking locking) throws InterruptedException {
        Lease lease = locking.mutex.acquire().await();
        lease.release().await();
        return lease;
    }
}
