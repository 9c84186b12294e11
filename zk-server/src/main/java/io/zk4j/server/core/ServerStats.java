/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.core;

import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

/** Counts over the whole server, for the four-letter words. Thread-safe; event loops report once per batch of packets. */
public final class ServerStats {
    private final LongAdder packetsReceived = new LongAdder();
    private final LongAdder packetsSent = new LongAdder();
    private final LongAdder answered = new LongAdder();
    private final LongAdder latencyMillisSum = new LongAdder();
    private final LongAccumulator latencyMillisMin = new LongAccumulator(Math::min, Long.MAX_VALUE);
    private final LongAccumulator latencyMillisMax = new LongAccumulator(Math::max, 0);
    private final LongAdder connectionsRejected = new LongAdder();
    private final LongAdder sessionlessExpired = new LongAdder();
    private final LongAdder authFailed = new LongAdder();

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

    public void connectionRejected() {
        connectionsRejected.increment();
    }

    public void sessionlessConnectionExpired() {
        sessionlessExpired.increment();
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

    public long connectionsRejected() {
        return connectionsRejected.sum();
    }

    public long sessionlessConnectionsExpired() {
        return sessionlessExpired.sum();
    }

    public long authFailures() {
        return authFailed.sum();
    }

    /** Starts to count packets and latencies anew, as the word {@code srst} asks for. */
    public void reset() {
        packetsReceived.reset();
        packetsSent.reset();
        answered.reset();
        latencyMillisSum.reset();
        latencyMillisMin.reset();
        latencyMillisMax.reset();
    }
}
