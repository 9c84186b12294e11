/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.benchmarks.load;

import java.util.Arrays;

/** How often which duration occurred, to within 3 %. One thread. */
public final class Histogram {
    private static final int STEP_BITS = 5; // 32 steps to each doubling
    private static final int STEPS = 1 << STEP_BITS;

    private final long[] counts = new long[Long.SIZE * STEPS];
    private long total;
    private long max;

    /** Notes one duration. */
    public void add(long nanos) {
        counts[index(nanos)]++;
        total++;
        max = Math.max(max, nanos);
    }

    /** Forgets all. */
    public void clear() {
        Arrays.fill(counts, 0);
        total = 0;
        max = 0;
    }

    /** What has been noted so far. */
    Histogram copy() {
        var copy = new Histogram();
        System.arraycopy(counts, 0, copy.counts, 0, counts.length);
        copy.total = total;
        copy.max = max;
        return copy;
    }

    public long total() {
        return total;
    }

    /** The longest. */
    public long maxNanos() {
        return max;
    }

    /** The duration that the given part of all does not exceed; 0 if there are none. */
    public long nanosAt(double part) {
        long wanted = (long) Math.ceil(part * total);
        long seen = 0;
        for (int i = 0; i < counts.length; i++) {
            seen += counts[i];
            if (seen >= wanted && seen > 0) {
                return Math.min(middle(i), max);
            }
        }
        return 0;
    }

    private static int index(long nanos) {
        if (nanos < STEPS) {
            return (int) Math.max(0, nanos);
        }
        int shift = Long.SIZE - 1 - Long.numberOfLeadingZeros(nanos) - STEP_BITS;
        return (shift + 1) * STEPS + (int) (nanos >>> shift) - STEPS;
    }

    private static long middle(int index) {
        if (index < STEPS) {
            return index;
        }
        int shift = index / STEPS - 1;
        return ((long) (index % STEPS + STEPS) << shift) + ((1L << shift) >> 1);
    }
}
