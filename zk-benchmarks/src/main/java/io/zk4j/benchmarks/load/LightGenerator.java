/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.benchmarks.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/** Drives many sessions from the calling thread, each with requests of its script under way. */
public final class LightGenerator implements AutoCloseable {
    private static final int RECEIVE_BYTES = 1 << 20;
    private static final long POLL_MILLIS = 100;
    private static final long OFFER_REST_NANOS = 50_000;
    private static final Duration DRAIN_PATIENCE = Duration.ofSeconds(30);

    private final Selector selector = Selector.open();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(RECEIVE_BYTES);
    private final Histogram latencies = new Histogram();
    private final List<Pipeline> pipelines = new ArrayList<>();
    private final LongSupplier cpuNanos;

    /**
     * @param cpuNanos tells how much CPU time the servers have used so far
     */
    public LightGenerator(LongSupplier cpuNanos) throws IOException {
        this.cpuNanos = cpuNanos;
    }

    /** Adds a session, which comes back to the caller with {@link #close}. */
    public void add(WireConnection connection, Script script) throws IOException {
        pipelines.add(new Pipeline(connection, script, selector, latencies));
    }

    /** Keeps so many requests of each session under way; what is answered during the warm-up does not count. */
    public Load saturate(int underWay, Duration warmUp, Duration measured) throws IOException {
        for (var pipeline : pipelines) {
            pipeline.send(underWay, System.nanoTime());
        }
        keepUnderWay(underWay, System.nanoTime() + warmUp.toNanos());
        latencies.clear();
        long cpu = cpuNanos.getAsLong();
        long begun = System.nanoTime();
        long replies = keepUnderWay(underWay, begun + measured.toNanos());
        return finish(replies, begun, cpu);
    }

    private long keepUnderWay(int underWay, long deadline) throws IOException {
        long replies = 0;
        while (System.nanoTime() < deadline) {
            selector.select(POLL_MILLIS);
            for (var key : selector.selectedKeys()) {
                var pipeline = (Pipeline) key.attachment();
                if (key.isWritable()) {
                    pipeline.flush();
                }
                if (key.isReadable()) {
                    replies += pipeline.receive(buffer);
                    pipeline.send(underWay - pipeline.underWay(), System.nanoTime());
                }
            }
            selector.selectedKeys().clear();
        }
        return replies;
    }

    /** Sends at a fixed rate, whether answered or not. Latency counts from when a request was due. */
    public Load offer(int perSecond, Duration warmUp, Duration measured) throws IOException {
        long nanosEach = TimeUnit.SECONDS.toNanos(1) / perSecond;
        long due = offerUntil(System.nanoTime(), nanosEach, warmUp);
        latencies.clear();
        long cpu = cpuNanos.getAsLong();
        long begun = System.nanoTime();
        offerUntil(due, nanosEach, measured);
        return finish(latencies.total(), begun, cpu);
    }

    private long offerUntil(long firstDue, long nanosEach, Duration length) throws IOException {
        long due = firstDue;
        long end = firstDue + length.toNanos();
        for (int turn = 0; due < end; turn++) {
            while (due <= System.nanoTime() && due < end) {
                pipelines.get(turn++ % pipelines.size()).send(1, due);
                due += nanosEach;
            }
            receiveWhatIsThere();
            LockSupport.parkNanos(OFFER_REST_NANOS);
        }
        return due;
    }

    private void receiveWhatIsThere() throws IOException {
        selector.selectNow();
        for (var key : selector.selectedKeys()) {
            var pipeline = (Pipeline) key.attachment();
            if (key.isWritable()) {
                pipeline.flush();
            }
            if (key.isReadable()) {
                pipeline.receive(buffer);
            }
        }
        selector.selectedKeys().clear();
    }

    private Load finish(long replies, long begun, long cpuBefore) throws IOException {
        long nanos = System.nanoTime() - begun;
        long cpu = cpuNanos.getAsLong() - cpuBefore;
        var result = new Load(replies, nanos, cpu, latencies.copy());
        drain();
        return result;
    }

    private void drain() throws IOException {
        long deadline = System.nanoTime() + DRAIN_PATIENCE.toNanos();
        while (pipelines.stream().anyMatch(each -> each.underWay() > 0)) {
            if (System.nanoTime() > deadline) {
                throw new IOException("the server owes replies after " + DRAIN_PATIENCE);
            }
            selector.select(POLL_MILLIS);
            receiveWhatIsThere();
        }
    }

    /** Gives the sessions back. */
    @Override
    public void close() throws IOException {
        try (selector) {
            for (var pipeline : pipelines) {
                pipeline.release();
            }
        }
    }
}
