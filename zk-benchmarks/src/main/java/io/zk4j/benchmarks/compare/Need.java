/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.benchmarks.compare;

/**
 * What is required of one figure.
 *
 * @param ratio what zk4j's figure divided by Apache's must at least be, or at most where less is better
 */
record Need(Metric metric, double ratio) {
    boolean isMetBy(double measuredRatio) {
        return metric.moreIsBetter() ? measuredRatio >= ratio : measuredRatio <= ratio;
    }

    @Override
    public String toString() {
        return (metric.moreIsBetter() ? "≥ " : "≤ ") + Numbers.ratio(ratio);
    }
}
