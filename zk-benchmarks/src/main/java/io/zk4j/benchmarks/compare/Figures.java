/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.benchmarks.compare;

import io.zk4j.benchmarks.load.Load;
import java.util.EnumMap;
import java.util.Map;

/** What one measurement of a workload has found. */
record Figures(Map<Metric, Double> values) {
    Figures {
        values = new EnumMap<>(values);
    }

    static Figures of(Metric metric, double value) {
        return new Figures(Map.of(metric, value));
    }

    static Figures of(Load load) {
        return of(Metric.RATE, load.repliesPerSecond())
                .and(Metric.CPU, load.cpuMicrosPerReply())
                .and(Metric.P50, load.latencies().nanosAt(0.5) / 1e3)
                .and(Metric.P99, load.latencies().nanosAt(0.99) / 1e3);
    }

    Figures and(Metric metric, double value) {
        var more = new EnumMap<>(values);
        more.put(metric, value);
        return new Figures(more);
    }

    /** From what a program has printed, a line for each figure; other lines, such as a log's, are left out. */
    static Figures read(String output) {
        var figures = new EnumMap<Metric, Double>(Metric.class);
        for (String line : output.lines().toList()) {
            for (var metric : Metric.values()) {
                if (line.startsWith(metric.name() + " ")) {
                    figures.put(
                            metric,
                            Double.parseDouble(line.substring(metric.name().length() + 1)));
                }
            }
        }
        return new Figures(figures);
    }
}
