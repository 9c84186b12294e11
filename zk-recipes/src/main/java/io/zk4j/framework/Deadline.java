/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.framework;

import java.time.Duration;

/**
 * A moment on a clock that never goes back.
 *
 * @param nanoTime on the clock's own scale; {@link System#nanoTime} unless a test has put another one in its place
 */
public record Deadline(long nanoTime, Timers clock) {
    /** The time until then; negative afterwards. */
    public Duration remaining() {
        return Duration.ofNanos(nanoTime - clock.nanoTime());
    }

    /** Whether it is over. */
    public boolean hasPassed() {
        return nanoTime - clock.nanoTime() <= 0;
    }
}
