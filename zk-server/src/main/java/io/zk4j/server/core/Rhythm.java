/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.core;

/** Tells which ticks are those at which something is due that happens more seldom. Owned by the core thread. */
final class Rhythm {
    private final long periodMillis;
    private long lastMillis;

    /** @param periodMillis 0 = at every tick */
    Rhythm(long periodMillis, long nowMillis) {
        this.periodMillis = periodMillis;
        this.lastMillis = nowMillis;
    }

    /** Whether so much time has passed since the last tick for which this was true. */
    boolean isDue(long nowMillis) {
        if (nowMillis - lastMillis < periodMillis) {
            return false;
        }
        // On average once in a period, however the ticks fall; but what was missed is not made up for.
        lastMillis = nowMillis - lastMillis < 2 * periodMillis ? lastMillis + periodMillis : nowMillis;
        return true;
    }
}
