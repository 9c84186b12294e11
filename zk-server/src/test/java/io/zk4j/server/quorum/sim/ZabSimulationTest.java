/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.sim;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * Thousands of ensembles, each with a short and unlucky life. One of them alone, with all that happens in it:
 * {@code -Dzk4j.seeds.first=4711 -Dzk4j.seeds=1 -Dzk4j.trace=100000}.
 */
class ZabSimulationTest {
    private static final long SEEDS_IN_BUILD = 20_000;
    private static final long SEEDS_IN_SOAK = 1_000_000;

    @Test
    void everyInvariantHoldsWhateverGoesWrong() {
        long seeds = Seeds.count(SEEDS_IN_BUILD, SEEDS_IN_SOAK);

        var coverage = Seeds.run(Long.getLong("zk4j.seeds.first", 0), seeds);

        System.out.println(coverage);
        if (seeds >= SEEDS_IN_BUILD) {
            assertThat(coverage.missing())
                    .as("what never came to pass, so that nothing is known about it")
                    .isEmpty();
        }
    }
}
