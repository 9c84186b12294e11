/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.metrics;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How often which value was measured, so that percentiles can be told: exactly below {@value #EXACT_BELOW}, above that in
 * steps of about 3 percent.
 *
 * <p>Takes the same few kilobytes however much is measured. Thread-safe without locks; who reads while others add sees some
 * of what they add.
 */
final class Distribution {
    private static final int EXACT_BELOW = 64;
    /** Steps for each doubling beyond the exact values. */
    private static final int STEPS = EXACT_BELOW / 2;

    private static final int STEP_BITS = Integer.numberOfTrailingZeros(STEPS);
    private static final long VALUE_MAX = Integer.MAX_VALUE;

    private final AtomicLongArray counts = new AtomicLongArray(indexOf(VALUE_MAX) + 1);

    void add(long value, long times) {
        counts.getAndAdd(indexOf(Math.min(Math.max(value, 0), VALUE_MAX)), times);
    }

    /** The smallest value that at least this share of the measured ones does not exceed; 0 if nothing was measured. */
    long quantile(double share) {
        long total = 0;
        for (int i = 0; i < counts.length(); i++) {
            total += counts.get(i);
        }
        long wanted = (long) Math.ceil(share * total);
        long seen = 0;
        for (int i = 0; i < counts.length() && total > 0; i++) {
            seen += counts.get(i);
            if (seen >= wanted) {
                return largestAt(i);
            }
        }
        return 0;
    }

    void reset() {
        for (int i = 0; i < counts.length(); i++) {
            counts.set(i, 0);
        }
    }

    private static int indexOf(long value) {
        if (value < EXACT_BELOW) {
            return (int) value;
        }
        int highestBit = Long.SIZE - 1 - Long.numberOfLeadingZeros(value);
        int shift = highestBit - STEP_BITS; // what is left are the STEPS values from STEPS on
        return EXACT_BELOW + (shift - 1) * STEPS + (int) (value >>> shift) - STEPS;
    }

    private static long largestAt(int index) {
        if (index < EXACT_BELOW) {
            return index;
        }
        int beyond = index - EXACT_BELOW;
        int shift = beyond / STEPS + 1;
        return ((long) (beyond % STEPS + STEPS + 1) << shift) - 1;
    }
}
