/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.benchmarks.load;

/**
 * What was measured.
 *
 * @param replies how many requests were answered
 * @param nanos in how much time
 * @param cpuNanos of the servers' CPU time
 * @param latencies of each request
 */
public record Load(long replies, long nanos, long cpuNanos, Histogram latencies) {
    public double repliesPerSecond() {
        return replies * 1e9 / nanos;
    }

    public double cpuMicrosPerReply() {
        return cpuNanos / 1e3 / replies;
    }
}
