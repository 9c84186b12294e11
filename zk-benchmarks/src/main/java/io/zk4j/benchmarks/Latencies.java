/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * What a number of requests add up to, in milliseconds.
 *
 * @param longestGap the longest time between two replies, whoever got them
 */
record Latencies(int count, double p50, double p99, double p999, double max, double longestGap) {
    private static final double NANOS_PER_MILLI = 1e6;

    /**
     * @param samples in any order
     * @param gaps the longest of which counts
     */
    static Latencies of(List<Sample> samples, List<Sample> gaps) {
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
                gaps.stream().mapToLong(Sample::nanos).max().orElse(0) / NANOS_PER_MILLI);
    }

    /** The stretches of time between each reply and the next, whoever got them. */
    static List<Sample> gaps(List<Sample> samples) {
        long[] ends = samples.stream().mapToLong(Sample::endNanos).sorted().toArray();
        return IntStream.range(1, ends.length)
                .mapToObj(i -> new Sample(ends[i - 1], ends[i]))
                .toList();
    }

    private static double at(long[] sorted, double part) {
        int index = (int) Math.ceil(part * sorted.length) - 1;
        return sorted[Math.max(0, index)] / NANOS_PER_MILLI;
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
