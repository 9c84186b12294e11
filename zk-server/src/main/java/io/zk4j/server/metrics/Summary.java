/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.metrics;

import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Smallest, largest, number and sum of what was measured, and its percentiles if they are wanted. Thread-safe. */
final class Summary {
    private static final double FOUR_DECIMALS = 10_000;

    private final LongAdder count = new LongAdder();
    private final LongAdder sum = new LongAdder();
    private final LongAccumulator min = new LongAccumulator(Math::min, Long.MAX_VALUE);
    private final LongAccumulator max = new LongAccumulator(Math::max, 0);
    private final @Nullable Distribution distribution;

    Summary(boolean withPercentiles) {
        this.distribution = withPercentiles ? new Distribution() : null;
    }

    void add(long value, long times) {
        count.add(times);
        sum.add(value * times);
        min.accumulate(value);
        max.accumulate(value);
        if (distribution != null) {
            distribution.add(value, times);
        }
    }

    void show(String name, BiConsumer<String, Object> reader) {
        long measured = count.sum();
        long total = sum.sum();
        long largest = max.get();
        reader.accept("avg_" + name, measured == 0 ? 0.0 : rounded((double) total / measured));
        reader.accept("min_" + name, measured == 0 ? 0 : Math.min(min.get(), largest));
        reader.accept("max_" + name, largest);
        reader.accept("cnt_" + name, measured);
        reader.accept("sum_" + name, total);
        if (distribution != null) {
            reader.accept("p50_" + name, Math.min(largest, distribution.quantile(0.5)));
            reader.accept("p95_" + name, Math.min(largest, distribution.quantile(0.95)));
            reader.accept("p99_" + name, Math.min(largest, distribution.quantile(0.99)));
            reader.accept("p999_" + name, Math.min(largest, distribution.quantile(0.999)));
        }
    }

    void reset() {
        count.reset();
        sum.reset();
        min.reset();
        max.reset();
        if (distribution != null) {
            distribution.reset();
        }
    }

    private static double rounded(double value) {
        return Math.round(value * FOUR_DECIMALS) / FOUR_DECIMALS;
    }
}
