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
    P99("p99 µs", false),
    LONGEST("ms the longest", false),
    TO_LAST("ms to the last", false),
    GAP("ms without a write", false),
    START("ms to the first reply", false),
    RESIDENT("MB resident", false),
    HEAP("B heap each", false),
    SNAPSHOT("MB snapshot", false),
    RESTART("s to serve again", false),
    GRANT("ms to the next grant", false),
    GRANT_LONGEST("ms to the last of them", false),
    CONNECT("ms to connect", false),
    CLOSE("ms to close", false),
    ALLOCATED("B allocated/op", false);

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
