/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.benchmarks.compare;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What all rounds have found, by workload, subject and metric, in the order in which it was found. */
final class Results {
    private final Map<Workload, Map<String, Map<Metric, List<Double>>>> found = new LinkedHashMap<>();

    void add(Workload workload, String subject, Figures figures) {
        var metrics = found.computeIfAbsent(workload, any -> new LinkedHashMap<>())
                .computeIfAbsent(subject, any -> new EnumMap<>(Metric.class));
        figures.values()
                .forEach((metric, value) -> metrics.computeIfAbsent(metric, any -> new ArrayList<>())
                        .add(value));
    }

    /** The rows of a report, in the order of the workloads. */
    List<Row> rows() {
        var rows = new ArrayList<Row>();
        found.forEach((workload, subjects) -> subjects.values().stream()
                .flatMap(metrics -> metrics.keySet().stream())
                .distinct()
                .sorted()
                .forEach(metric -> rows.add(row(workload, metric, subjects))));
        return rows;
    }

    private static Row row(Workload workload, Metric metric, Map<String, Map<Metric, List<Double>>> subjects) {
        var spreads = new LinkedHashMap<String, Spread>();
        subjects.forEach((subject, metrics) -> {
            var values = metrics.get(metric);
            if (values != null) {
                spreads.put(subject, Spread.of(values));
            }
        });
        var need = workload.needs().stream()
                .filter(each -> each.metric() == metric)
                .findFirst();
        return new Row(workload, metric, spreads, need);
    }

    /** One metric of one workload. */
    record Row(Workload workload, Metric metric, Map<String, Spread> spreads, Optional<Need> need) {
        /** A subject's figures, if it has any. */
        Optional<Spread> of(String subject) {
            return Optional.ofNullable(spreads.get(subject));
        }

        /** zk4j's median by that of Apache's server as it comes, or of Curator's recipes, if both have one. */
        Optional<Double> ratio() {
            var rival = of(Subjects.APACHE).or(() -> of(Subjects.CURATOR));
            return of(Subjects.ZK4J).flatMap(ours -> rival.map(theirs -> ours.median() / theirs.median()));
        }

        /** {@code pass} or {@code short}; empty if nothing is required, or it was not measured. */
        String verdict() {
            return need.flatMap(required -> ratio().map(required::isMetBy))
                    .map(met -> met ? "pass" : "short")
                    .orElse("");
        }
    }
}
