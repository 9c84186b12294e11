/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.core;

import io.zk4j.server.metrics.Metrics;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

/** Counts over the whole server, for the four-letter words. Thread-safe; event loops report once per batch of packets. */
public final class ServerStats {
    /** A size before there was any, as Apache shows it. */
    private static final int NONE = -1;

    private final Metrics metrics;
    private final LongAdder packetsReceived = new LongAdder();
    private final LongAdder packetsSent = new LongAdder();
    private final LongAdder answered = new LongAdder();
    private final LongAdder latencyMillisSum = new LongAdder();
    private final LongAccumulator latencyMillisMin = new LongAccumulator(Math::min, Long.MAX_VALUE);
    private final LongAccumulator latencyMillisMax = new LongAccumulator(Math::max, 0);
    private final AtomicInteger responseBytesLast = new AtomicInteger(NONE);
    private final LongAccumulator responseBytesMin = new LongAccumulator(Math::min, Long.MAX_VALUE);
    private final LongAccumulator responseBytesMax = new LongAccumulator(Math::max, NONE);
    private final AtomicInteger proposalBytesLast = new AtomicInteger(NONE);
    private final LongAccumulator proposalBytesMin = new LongAccumulator(Math::min, Long.MAX_VALUE);
    private final LongAccumulator proposalBytesMax = new LongAccumulator(Math::max, NONE);
    private final LongAdder authFailed = new LongAdder();

    public ServerStats(Metrics metrics) {
        this.metrics = metrics;
    }

    /** Everything else that is counted. */
    public Metrics metrics() {
        return metrics;
    }

    public void received(int packets) {
        packetsReceived.add(packets);
    }

    public void sent(int packets) {
        packetsSent.add(packets);
    }

    /** Requests that were answered together: how many, the sum of their latencies, the smallest and the largest. */
    public void answered(int requests, long sumMillis, long minMillis, long maxMillis) {
        answered.add(requests);
        latencyMillisSum.add(sumMillis);
        latencyMillisMin.accumulate(minMillis);
        latencyMillisMax.accumulate(maxMillis);
    }

    /** Sizes of answers that were given together. */
    public void responseSizes(int last, int min, int max) {
        responseBytesLast.lazySet(last); // the last one of any connection will do
        responseBytesMin.accumulate(min);
        responseBytesMax.accumulate(max);
    }

    /** A transaction of this size was logged. */
    public void proposed(int bytes) {
        proposalBytesLast.lazySet(bytes);
        proposalBytesMin.accumulate(bytes);
        proposalBytesMax.accumulate(bytes);
    }

    public int proposalBytesLast() {
        return proposalBytesLast.get();
    }

    public long proposalBytesMin() {
        long min = proposalBytesMin.get();
        return min == Long.MAX_VALUE ? NONE : min;
    }

    public long proposalBytesMax() {
        return proposalBytesMax.get();
    }

    public void authFailed() {
        authFailed.increment();
    }

    public long packetsReceived() {
        return packetsReceived.sum();
    }

    public long packetsSent() {
        return packetsSent.sum();
    }

    public long latencyMillisMin() {
        return answered.sum() == 0 ? 0 : latencyMillisMin.get();
    }

    public long latencyMillisMax() {
        return latencyMillisMax.get();
    }

    public double latencyMillisAverage() {
        long count = answered.sum();
        return count == 0 ? 0 : (double) latencyMillisSum.sum() / count;
    }

    public int responseBytesLast() {
        return responseBytesLast.get();
    }

    public long responseBytesMin() {
        long min = responseBytesMin.get();
        return min == Long.MAX_VALUE ? NONE : min;
    }

    public long responseBytesMax() {
        return responseBytesMax.get();
    }

    public long authFailures() {
        return authFailed.sum();
    }

    /** Starts to count anew, failed authentications apart, as the word {@code srst} asks for. */
    public void reset() {
        packetsReceived.reset();
        packetsSent.reset();
        answered.reset();
        latencyMillisSum.reset();
        latencyMillisMin.reset();
        latencyMillisMax.reset();
        responseBytesLast.set(NONE);
        responseBytesMin.reset();
        responseBytesMax.reset();
        proposalBytesLast.set(NONE);
        proposalBytesMin.reset();
        proposalBytesMax.reset();
        metrics.reset();
    }
}
