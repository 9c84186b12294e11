/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.benchmarks.compare;

/** What can be measured of a workload, and which way is better. */
enum Metric {
    RATE("ops/s", true),
    CPU("µs CPU/op", false),
    P50("p50 µs", false),
    P99("p99 µs", false);

    private final String label;
    private final boolean moreIsBetter;

    Metric(String label, boolean moreIsBetter) {
        this.label = label;
        this.moreIsBetter = moreIsBetter;
    }

    /** Name and unit, as the report has it. */
    String label() {
        return label;
    }

    boolean moreIsBetter() {
        return moreIsBetter;
    }
}
