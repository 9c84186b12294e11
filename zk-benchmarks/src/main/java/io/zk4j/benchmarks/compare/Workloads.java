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
        return all(false);
    }

    /** The same, and if there is an archive of zk4j's classes, also what a start takes without it. */
    static List<Workload> all(boolean archived) {
        var all = new ArrayList<>(SteadyLoads.ofOneServer());
        all.add(new WatchesFired(
                "watches-5000",
                "5,000 watches fired",
                50,
                100,
                List.of(new Need(Metric.TO_LAST, 0.25), new Need(Metric.CPU, 0.25))));
        all.add(new WatchesFired("watchers-1000", "1,000 sessions watch one znode", 1_000, 1, List.of()));
        all.add(new ConnectsAtOnce());
        all.add(new IdleSessions());
        all.add(new ManyZnodes());
        all.add(new WritesDuringSnapshots());
        all.addAll(SteadyLoads.ofThreeServers());
        all.add(new LeaderKilled());
        all.add(EmptyServer.asItComes());
        if (archived) {
            all.add(EmptyServer.withoutArchive());
        }
        all.addAll(ClientMeasured.all());
        return all;
    }

    /** Those whose figures must compare with Apache's in some way. */
    static List<Workload> required() {
        return all().stream().filter(each -> !each.needs().isEmpty()).toList();
    }

    /** Those with the given names, in the order of the table; all if no name is given. */
    static List<Workload> named(List<String> names) {
        return named(all(), names);
    }

    /** The same of some workloads. */
    static List<Workload> named(List<Workload> known, List<String> names) {
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
