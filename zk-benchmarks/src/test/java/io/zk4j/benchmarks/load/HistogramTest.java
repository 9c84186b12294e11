/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class HistogramTest {
    private final Histogram histogram = new Histogram();

    @Test
    void tellsPartsToWithinThreePercent() {
        for (int i = 1; i <= 100_000; i++) {
            histogram.add(i * 1_000L);
        }

        assertThat(histogram.nanosAt(0.5)).isCloseTo(50_000_000, Percentage.withPercentage(3));
        assertThat(histogram.nanosAt(0.99)).isCloseTo(99_000_000, Percentage.withPercentage(3));
        assertThat(histogram.nanosAt(1)).isCloseTo(100_000_000, Percentage.withPercentage(3));
        assertThat(histogram.maxNanos()).isEqualTo(100_000_000);
    }

    @Test
    void smallDurationsAreExact() {
        histogram.add(7);

        assertThat(histogram.nanosAt(0.5)).isEqualTo(7);
    }

    @Test
    void isEmptyAfterItWasCleared() {
        histogram.add(5);
        histogram.clear();

        assertThat(histogram.total()).isZero();
        assertThat(histogram.nanosAt(0.99)).isZero();
    }
}
