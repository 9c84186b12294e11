/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.core;

/** The two times a server knows: one that only moves forward, for waiting, and the calendar's, for what clients see. */
public interface Clock {
    /** Monotonic; only differences mean something. */
    long nanos();

    /** Milliseconds since 1970, as transactions carry them. */
    long wallMillis();

    /** Monotonic milliseconds; only differences mean something. */
    default long millis() {
        return nanos() / 1_000_000;
    }

    static Clock system() {
        return SystemClock.INSTANCE;
    }

    /** The machine's clocks. */
    enum SystemClock implements Clock {
        INSTANCE;

        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public long wallMillis() {
            return System.currentTimeMillis();
        }
    }
}
