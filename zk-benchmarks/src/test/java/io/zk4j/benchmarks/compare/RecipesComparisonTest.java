/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs each workload of the recipes for a moment, beside Curator. */
class RecipesComparisonTest {
    @TempDir
    private Path folder;

    @Test
    void everyWorkloadIsMeasuredWithCuratorToo() throws Exception {
        measure(RecipeMeasured.all().stream()
                .filter(workload -> !killed().contains(workload.name()))
                .toList());
    }

    @Test
    @Tag("foreign")
    void thoseWhereSomebodyIsKilledAreMeasuredWithCuratorToo() throws Exception {
        measure(HolderKilled.all());
    }

    private static List<String> killed() {
        return HolderKilled.all().stream().map(Workload::name).toList();
    }

    private void measure(List<Workload> workloads) throws Exception {
        var root = Path.of(System.getProperty("zk4j.root"));
        var curator = Curator.subject(
                root.resolve("zk-testing/target/foreign"),
                root.resolve("zk-benchmarks/src/main/programs"),
                folder.resolve("curator-classes"));
        var zk4j = ComparisonTest.subject(Subjects.ZK4J);
        var comparison = new Comparison(
                workloads,
                List.of(zk4j, curator),
                zk4j,
                ComparisonTest.A_MOMENT,
                folder.resolve("run"),
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));

        var rows = comparison.run(1).rows();

        for (var workload : workloads) {
            assertThat(rows.stream().filter(row -> row.workload().equals(workload)))
                    .as(workload.name())
                    .isNotEmpty()
                    .allSatisfy(row -> assertThat(row.ratio()).isPresent());
        }
    }
}
