/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ReconnectBackoffTest {
    private final ReconnectBackoff backoff = new ReconnectBackoff(new Random(1));

    @Test
    void isQuickAtFirstAndNeverLongerThanASecond() {
        assertThat(backoff.nextPauseMillis()).isBetween(10L, 20L);
        long longest = 0;
        for (int round = 0; round < 100; round++) {
            longest = Math.max(longest, backoff.nextPauseMillis());
        }
        assertThat(longest).isBetween(900L, 1_000L);
    }

    @Test
    void beginsAnewAfterASuccess() {
        for (int round = 0; round < 10; round++) {
            backoff.nextPauseMillis();
        }
        backoff.reset();

        assertThat(backoff.nextPauseMillis()).isLessThanOrEqualTo(20L);
    }
}
