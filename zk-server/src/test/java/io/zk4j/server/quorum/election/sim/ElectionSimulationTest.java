/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.election.sim;

import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever fails meanwhile: nobody decides without a quorum, everybody votes for a history that is at least as long as its
 * own, no epoch begins twice; and when nothing fails any more, all follow one leader.
 */
class ElectionSimulationTest {
    private static final int BLOCK = 100;

    /** The first seeds of blocks, so that the report stays readable. */
    static LongStream blocks() {
        boolean soak = "soak".equals(System.getProperty("zk4j.dose", "build"));
        return LongStream.range(0, (soak ? 100_000 : 2_000) / BLOCK).map(block -> block * BLOCK);
    }

    @ParameterizedTest(name = "seeds from {0}")
    @MethodSource("blocks")
    void allAgreeInTheEnd(long first) {
        for (long seed = first; seed < first + BLOCK; seed++) {
            try {
                new ElectionSimulation(seed).run();
            } catch (AssertionError e) {
                throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
            }
        }
    }
}
