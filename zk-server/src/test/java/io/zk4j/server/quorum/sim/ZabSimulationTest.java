/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.sim;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Thousands of ensembles, each with a short and unlucky life. */
class ZabSimulationTest {
    private static final long SEEDS_IN_BUILD = 20_000;
    private static final long SEEDS_IN_SOAK = 1_000_000;

    @Test
    void everyInvariantHoldsWhateverGoesWrong() {
        var coverage = Seeds.run(Long.getLong("zk4j.seeds.first", 0), Seeds.count(SEEDS_IN_BUILD, SEEDS_IN_SOAK));

        System.out.println(coverage);
        assertThat(coverage.missing())
                .as("what never came to pass, so that nothing is known about it")
                .isEmpty();
    }
}
