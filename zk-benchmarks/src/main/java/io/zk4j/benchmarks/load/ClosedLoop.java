/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.benchmarks.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.LongSupplier;

/** One session that sends the next request of its script when the last one has been answered, on the calling thread. */
public final class ClosedLoop {
    private static final int ERROR = Integer.BYTES + Long.BYTES;

    private final WireConnection connection;
    private final Script script;
    private final ByteBuffer bytes;
    private long sent;

    /** Of a session that has nothing under way. */
    public ClosedLoop(WireConnection connection, Script script) {
        this.connection = connection;
        this.script = script;
        this.bytes = script.view();
    }

    /**
     * Goes on for a while.
     *
     * @param cpuNanos tells how much CPU time the servers have used so far
     */
    public Load run(Duration warmUp, Duration measured, LongSupplier cpuNanos) throws IOException {
        runUntil(System.nanoTime() + warmUp.toNanos());
        long cpu = cpuNanos.getAsLong();
        long begun = System.nanoTime();
        var latencies = runUntil(begun + measured.toNanos());
        return new Load(latencies.total(), System.nanoTime() - begun, cpuNanos.getAsLong() - cpu, latencies);
    }

    private Histogram runUntil(long deadline) throws IOException {
        var latencies = new Histogram();
        long start = System.nanoTime();
        while (start < deadline) {
            int frame = (int) (sent++ % script.size());
            connection.write(bytes.limit(script.start(frame + 1)).position(script.start(frame)));
            int error = connection.readFrame().getInt(ERROR);
            if (error != 0) {
                throw new IOException("request " + sent + " was answered with error " + error);
            }
            long now = System.nanoTime();
            latencies.add(now - start);
            start = now;
        }
        return latencies;
    }
}
