/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.framework.sim;

import java.util.stream.LongStream;

/** The seeds of this build; {@code zk4j.seeds.first} and {@code zk4j.seeds} choose others, {@code zk4j.dose=soak} takes many more. */
public final class Seeds {
    private static final long IN_A_BUILD = 500;
    private static final long IN_A_SOAK = 100_000;

    private Seeds() {}

    /** The seeds to try. */
    public static LongStream forThisBuild() {
        return some(1);
    }

    /**
     * Some of them, for what takes longer.
     *
     * @param oneOf of how many one is taken, counted from the first
     */
    public static LongStream some(int oneOf) {
        boolean soak = System.getProperty("zk4j.dose", "build").equals("soak");
        long first = Long.getLong("zk4j.seeds.first", 1);
        long all = Long.getLong("zk4j.seeds", soak ? IN_A_SOAK : IN_A_BUILD);
        return LongStream.range(first, first + Math.max(1, all / oneOf));
    }
}
