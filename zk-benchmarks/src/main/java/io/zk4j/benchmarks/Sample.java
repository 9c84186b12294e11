/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.benchmarks;

/** A request: when it was sent and when its reply was there, as {@link System#nanoTime} tells. */
record Sample(long startNanos, long endNanos) {
    long nanos() {
        return endNanos - startNanos;
    }
}
