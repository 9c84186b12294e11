/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.benchmarks.compare;

import java.time.Duration;

/**
 * How much time is spent on a measurement.
 *
 * @param warmUp before each; what happens in it does not count
 * @param measured length of each
 * @param scale part of the sessions, znodes and repetitions that a workload is about, 1 for all
 */
record Effort(Duration warmUp, Duration measured, double scale) {
    /** The same for so many processes that share the processors: each needs the time for its compiler. */
    Effort warmingUp(int processes) {
        return new Effort(warmUp.multipliedBy(processes), measured, scale);
    }

    /** What a workload's count comes to, at least one. */
    int scaled(int count) {
        return (int) Math.max(1, Math.round(count * scale));
    }
}
