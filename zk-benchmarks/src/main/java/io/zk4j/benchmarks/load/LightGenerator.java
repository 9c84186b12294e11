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
import java.util.function.IntFunction;
import java.util.function.LongSupplier;

/** Drives many sessions from the calling thread, each with requests of its script under way. */
public final class LightGenerator implements AutoCloseable {
    private static final int RECEIVE_BYTES = 1 << 20;
    private static final long POLL_MILLIS = 100;
    private static final long OFFER_REST_NANOS = 50_000;
    private static final Duration EXCHANGE_PATIENCE = Duration.ofMinutes(10);
    private static final Duration DRAIN_PATIENCE = Duration.ofSeconds(30);

    private final Selector selector = Selector.open();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(RECEIVE_BYTES);
    private final Histogram latencies = new Histogram();
    private final List<Pipeline> pipelines = new ArrayList<>();
    private final LongSupplier cpuNanos;
    private int next;
    private long begun;
    private long cpuBefore;

    private LightGenerator(LongSupplier cpuNanos) throws IOException {
        this.cpuNanos = cpuNanos;
    }

    /**
     * Takes sessions over until it is closed.
     *
     * @param scripts what each session sends, by its number
     * @param cpuNanos tells how much CPU time the servers have used so far
     */
    public static LightGenerator of(WireConnections sessions, IntFunction<Script> scripts, LongSupplier cpuNanos)
            throws IOException {
        var generator = new LightGenerator(cpuNanos);
        for (int i = 0; i < sessions.size(); i++) {
            var pipeline = new Pipeline(sessions.get(i), scripts.apply(i), generator.selector, generator.latencies);
            generator.pipelines.add(pipeline);
        }
        return generator;
    }

    /** Keeps so many requests of each session under way; what is answered during the warm-up does not count. */
    public Load saturate(int underWay, Duration warmUp, Duration measured) throws IOException {
        for (var pipeline : pipelines) {
            pipeline.send(underWay, System.nanoTime());
        }
        keepUnderWay(underWay, System.nanoTime() + warmUp.toNanos());
        begin();
        keepUnderWay(underWay, begun + measured.toNanos());
        var load = end();
        awaitAnswers();
        return load;
    }

    private void keepUnderWay(int underWay, long deadline) throws IOException {
        while (System.nanoTime() < deadline) {
            turn(POLL_MILLIS, pipeline -> pipeline.send(underWay - pipeline.underWay(), System.nanoTime()));
        }
    }

    /** Sends at a fixed rate, whether answered or not. Latency counts from when a request was due. */
    public Load offer(int perSecond, Duration warmUp, Duration measured) throws IOException {
        long nanosEach = TimeUnit.SECONDS.toNanos(1) / perSecond;
        long due = offerUntil(System.nanoTime(), nanosEach, warmUp);
        begin();
        offerUntil(due, nanosEach, measured);
        var load = end();
        awaitAnswers();
        return load;
    }

    private long offerUntil(long firstDue, long nanosEach, Duration length) throws IOException {
        long due = firstDue;
        long end = firstDue + length.toNanos();
        while (due < end) {
            while (due <= System.nanoTime() && due < end) {
                pipelines.get(next++ % pipelines.size()).send(1, due);
                due += nanosEach;
            }
            turn(0, pipeline -> {});
            LockSupport.parkNanos(OFFER_REST_NANOS);
        }
        return due;
    }

    /** Sends so many requests of each session, few of them under way at a time, and waits until all have been answered. */
    public Load exchange(int requestsEach, int underWay) throws IOException {
        begin();
        for (var pipeline : pipelines) {
            pipeline.send(Math.min(requestsEach, underWay), begun);
            pipeline.owe(requestsEach - Math.min(requestsEach, underWay));
        }
        while (pipelines.stream().anyMatch(each -> each.underWay() > 0)) {
            requireBefore(begun, EXCHANGE_PATIENCE, "not all requests were answered");
            turn(POLL_MILLIS, pipeline -> pipeline.sendOwed(underWay));
        }
        return end();
    }

    /** Waits until so many watch events have come since the sessions were added. */
    public void awaitEvents(long wanted) throws IOException {
        long since = System.nanoTime();
        while (pipelines.stream().mapToLong(Pipeline::events).sum() < wanted) {
            requireBefore(since, EXCHANGE_PATIENCE, "not all watch events have come");
            turn(POLL_MILLIS, pipeline -> {});
        }
    }

    private interface Reaction {
        void onReplies(Pipeline pipeline) throws IOException;
    }

    /** Takes in what has arrived; waits for the first of it, unless the patience is 0. */
    private void turn(long patienceMillis, Reaction reaction) throws IOException {
        if (patienceMillis > 0) {
            selector.select(patienceMillis);
        } else {
            selector.selectNow();
        }
        for (var key : selector.selectedKeys()) {
            var pipeline = (Pipeline) key.attachment();
            if (key.isWritable()) {
                pipeline.flush();
            }
            if (key.isReadable()) {
                pipeline.receive(buffer);
                reaction.onReplies(pipeline);
            }
        }
        selector.selectedKeys().clear();
    }

    private void begin() {
        latencies.clear();
        cpuBefore = cpuNanos.getAsLong();
        begun = System.nanoTime();
    }

    private Load end() {
        long nanos = System.nanoTime() - begun;
        return new Load(latencies.total(), nanos, cpuNanos.getAsLong() - cpuBefore, latencies.copy());
    }

    private void awaitAnswers() throws IOException {
        long since = System.nanoTime();
        while (pipelines.stream().anyMatch(each -> each.underWay() > 0)) {
            requireBefore(since, DRAIN_PATIENCE, "the server owes replies");
            turn(POLL_MILLIS, pipeline -> {});
        }
    }

    private static void requireBefore(long since, Duration patience, String problem) throws IOException {
        if (System.nanoTime() - since > patience.toNanos()) {
            throw new IOException(problem + " after " + patience);
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
