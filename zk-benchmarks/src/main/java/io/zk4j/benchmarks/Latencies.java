/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.function.LongUnaryOperator;

/**
 * What a number of requests add up to, in milliseconds.
 *
 * @param longestGap the longest time between two replies, whoever got them
 */
record Latencies(int count, double p50, double p99, double p999, double max, double longestGap) {
    private static final double NANOS_PER_MILLI = 1e6;

    /**
     * @param samples in any order
     * @param periodOf a number for the stretch of time that an instant belongs to; gaps are counted within one only
     */
    static Latencies of(List<Sample> samples, LongUnaryOperator periodOf) {
        if (samples.isEmpty()) {
            return new Latencies(0, 0, 0, 0, 0, 0);
        }
        long[] sorted = samples.stream().mapToLong(Sample::nanos).sorted().toArray();
        return new Latencies(
                sorted.length,
                at(sorted, 0.5),
                at(sorted, 0.99),
                at(sorted, 0.999),
                at(sorted, 1),
                longestGap(samples, periodOf) / NANOS_PER_MILLI);
    }

    private static double at(long[] sorted, double part) {
        int index = (int) Math.ceil(part * sorted.length) - 1;
        return sorted[Math.max(0, index)] / NANOS_PER_MILLI;
    }

    private static long longestGap(List<Sample> samples, LongUnaryOperator periodOf) {
        long[] ends = samples.stream().mapToLong(Sample::endNanos).sorted().toArray();
        long longest = 0;
        for (int i = 1; i < ends.length; i++) {
            if (periodOf.applyAsLong(ends[i]) == periodOf.applyAsLong(ends[i - 1])) {
                longest = Math.max(longest, ends[i] - ends[i - 1]);
            }
        }
        return longest;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%,9d requests   p50 %7.2f   p99 %7.2f   p99.9 %7.2f   max %7.2f   longest gap %7.2f ms",
                count,
                p50,
                p99,
                p999,
                max,
                longestGap);
    }
}
