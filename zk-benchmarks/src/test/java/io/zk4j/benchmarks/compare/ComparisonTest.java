/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.zk4j.benchmarks.compare.Results.Row;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs each workload for a moment. How fast anything is does not matter here. */
class ComparisonTest {
    static final Effort A_MOMENT = new Effort(Duration.ofMillis(50), Duration.ofMillis(100), 0.002);
    private static final List<String> SMALL = List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    @TempDir
    private Path folder;

    @Test
    void everyWorkloadYieldsWhatIsRequiredOfIt() throws Exception {
        var workloads = Workloads.all();

        var results = compare(workloads, List.of(Subjects.ZK4J));

        for (var workload : workloads) {
            var rows = results.rows().stream()
                    .filter(row -> row.workload().equals(workload))
                    .toList();
            assertThat(rows).as(workload.name()).isNotEmpty();
            assertThat(rows.stream().map(Row::metric))
                    .as(workload.name())
                    .containsAll(workload.needs().stream().map(Need::metric).toList());
        }
    }

    @Test
    void zk4jIsSetBesideApacheAndTheRatioBesideWhatIsRequired() throws Exception {
        var names = List.of("get-100", "one-set", "client-sync-get");

        var results = compare(Workloads.named(names), List.of(Subjects.ZK4J, Subjects.APACHE));

        var required =
                results.rows().stream().filter(row -> row.need().isPresent()).toList();
        assertThat(required).isNotEmpty().allSatisfy(row -> {
            assertThat(row.ratio()).isPresent();
            assertThat(row.verdict()).isIn("pass", "short");
        });
        assertThat(TextTable.of(results, List.of(Subjects.ZK4J, Subjects.APACHE, Subjects.ECHO)))
                .contains("16 × 32 get 100 B", "client: sync get", "needed");
        var environment = Environment.of(folder);
        assertThat(SvgReport.of(environment, results)).startsWith("<svg").endsWith("</svg>\n");
        JsonReport.write(folder.resolve("report.json"), environment, results);
        assertThat(Files.readString(folder.resolve("report.json"))).contains("\"get-100\"", "\"verdict\"");
    }

    private Results compare(List<Workload> workloads, List<String> names) throws Exception {
        var subjects = names.stream().map(ComparisonTest::subject).toList();
        var progress = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        var comparison =
                new Comparison(workloads, subjects, subject(Subjects.ZK4J), A_MOMENT, folder.resolve("run"), progress);
        return comparison.run(1);
    }

    static Subject subject(String name) {
        return subject(name, List.of());
    }

    static Subject subject(String name, List<String> archiveJvm) {
        var jars = Path.of(System.getProperty("zk4j.root"), "zk-testing", "target", "foreign", "apache-zookeeper");
        return Subjects.named(name, jars, SMALL, archiveJvm);
    }
}
