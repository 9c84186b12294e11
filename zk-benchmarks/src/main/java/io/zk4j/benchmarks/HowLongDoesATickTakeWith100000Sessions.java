/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.benchmarks;

import io.zk4j.server.session.SessionTable;
import java.util.List;
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
import org.openjdk.jmh.annotations.Warmup;

/** The search for sessions that have expired, among 100,000 of which all have, or none has, or each has been heard of since. */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class HowLongDoesATickTakeWith100000Sessions {
    private static final int SESSIONS = 100_000;
    private static final long TICK_MILLIS = 2_000;
    private static final int TIMEOUT_MILLIS = 30_000;

    /** Sessions that were all heard of at the beginning. Made anew each time: the search changes them. */
    @State(Scope.Thread)
    public static class Sessions {
        private SessionTable table;

        @Setup(Level.Invocation)
        public void fill() {
            table = new SessionTable(TICK_MILLIS);
            for (long id = 1; id <= SESSIONS; id++) {
                table.add(id, TIMEOUT_MILLIS, 0);
            }
        }
    }

    @Benchmark
    public List<Long> noneIsDue(Sessions sessions) {
        return sessions.table.expired(TICK_MILLIS, id -> 0);
    }

    @Benchmark
    public List<Long> allHaveExpired(Sessions sessions) {
        return sessions.table.expired(2L * TIMEOUT_MILLIS, id -> 0);
    }

    @Benchmark
    public List<Long> allAreDueAndHaveBeenHeardOf(Sessions sessions) {
        return sessions.table.expired(2L * TIMEOUT_MILLIS, id -> 2L * TIMEOUT_MILLIS);
    }
}
