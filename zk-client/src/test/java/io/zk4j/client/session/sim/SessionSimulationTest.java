/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client.session.sim;

import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Thousands of short lives of a session among misbehaving servers. */
class SessionSimulationTest {
    private static final int SEEDS_IN_BUILD = 10_000;
    private static final int SEEDS_IN_SOAK = 100_000;
    private static final int SEEDS_PER_TEST = 500;

    static LongStream firstSeeds() {
        boolean soak = "soak".equals(System.getProperty("zk4j.dose", "build"));
        return LongStream.range(0, (soak ? SEEDS_IN_SOAK : SEEDS_IN_BUILD) / SEEDS_PER_TEST)
                .map(block -> block * SEEDS_PER_TEST);
    }

    @ParameterizedTest(name = "{0} and the seeds behind it")
    @MethodSource("firstSeeds")
    void everyPromiseHoldsWhateverTheServersDo(long firstSeed) {
        for (long seed = firstSeed; seed < firstSeed + SEEDS_PER_TEST; seed++) {
            run(seed);
        }
    }

    private static void run(long seed) {
        try {
            new Simulation(seed).run();
        } catch (AssertionError | RuntimeException failure) {
            throw new AssertionError("seed " + seed + ": " + failure.getMessage(), failure);
        }
    }
}
