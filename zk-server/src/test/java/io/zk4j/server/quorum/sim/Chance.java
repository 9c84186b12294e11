/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.sim;

import java.util.List;
import java.util.SplittableRandom;

/** The dice of one seed. */
final class Chance {
    private final SplittableRandom random;

    Chance(long seed) {
        this.random = new SplittableRandom(seed * 0x9E37_79B9_7F4A_7C15L + 1);
    }

    /** True {@code percent} times in a hundred. */
    boolean in100(int percent) {
        return percent > 0 && random.nextInt(100) < percent;
    }

    /** From {@code min} to {@code max}, both included. */
    int between(int min, int max) {
        return min + random.nextInt(max - min + 1);
    }

    /** A time in microseconds, given in milliseconds. */
    long micros(int minMillis, int maxMillis) {
        return random.nextLong(minMillis * 1000L, maxMillis * 1000L + 1);
    }

    /** A time in microseconds that is mostly short and now and then many times as long. */
    long mostlyShortMicros(int usualMicros) {
        int times = random.nextInt(16) == 0 ? 1 + random.nextInt(12) : 1;
        return 1 + random.nextLong((long) usualMicros * times);
    }

    <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
