/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DistributionTest {
    private final Distribution distribution = new Distribution();

    @Test
    void nothingMeasuredIsZero() {
        assertThat(distribution.quantile(0.99)).isZero();
    }

    @Test
    void smallValuesAreExact() {
        for (int value = 0; value < 50; value++) {
            distribution.add(value, 2);
        }
        assertThat(distribution.quantile(0.5)).isEqualTo(24);
        assertThat(distribution.quantile(0.99)).isEqualTo(49);
        assertThat(distribution.quantile(1)).isEqualTo(49);
    }

    @ParameterizedTest
    @ValueSource(longs = {63, 64, 65, 66, 127, 128, 129, 1000, 4095, 4096, 123_456_789, Integer.MAX_VALUE})
    void largeValuesAreNeverTooSmallAndHardlyTooLarge(long value) {
        distribution.add(value, 1);
        long found = distribution.quantile(0.5);
        assertThat(found).isGreaterThanOrEqualTo(value).isCloseTo(value, within(value / 32));
    }

    @Test
    void whatIsBeyondTheRangeStaysAtItsEnd() {
        distribution.add(Long.MAX_VALUE, 1);
        distribution.add(-5, 1);
        assertThat(distribution.quantile(0.5)).isZero();
        assertThat(distribution.quantile(1)).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void startsAnew() {
        distribution.add(7, 1);
        distribution.reset();
        assertThat(distribution.quantile(0.5)).isZero();
    }
}
