/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.zookeeper.common;

import java.util.Date;

/** The two clocks: one for distances, one for dates. */
public class Time {
    /** {@return milliseconds on a clock that never jumps; only differences mean anything} */
    public static long currentElapsedTime() {
        return System.nanoTime() / 1_000_000;
    }

    /** {@return milliseconds since 1970; may jump} */
    public static long currentWallTime() {
        return System.currentTimeMillis();
    }

    /**
     * {@return the date that a moment of {@link #currentElapsedTime} had or will have, if the other clock does not jump}
     *
     * @param elapsedTime milliseconds of {@link #currentElapsedTime}
     */
    @SuppressWarnings("JavaUtilDate") // The return type is Apache's.
    public static Date elapsedTimeToDate(long elapsedTime) {
        return new Date(currentWallTime() + elapsedTime - currentElapsedTime());
    }
}
