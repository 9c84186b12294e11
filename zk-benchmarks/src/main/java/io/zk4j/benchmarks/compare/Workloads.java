/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.benchmarks.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** All rows of the comparison. */
final class Workloads {
    private Workloads() {}

    static List<Workload> all() {
        return new ArrayList<>(SteadyLoads.all());
    }

    /** Those with the given names, in the order of the table; all if no name is given. */
    static List<Workload> named(List<String> names) {
        var known = all();
        for (String name : names) {
            if (known.stream().noneMatch(each -> each.name().equals(name))) {
                throw new IllegalArgumentException("no workload is called " + name + "; there are "
                        + known.stream().map(Workload::name).collect(Collectors.joining(", ")));
            }
        }
        return known.stream()
                .filter(each -> names.isEmpty() || names.contains(each.name()))
                .toList();
    }
}
