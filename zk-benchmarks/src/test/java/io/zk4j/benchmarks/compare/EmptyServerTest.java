/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts of servers with and without an archive of their classes. */
class EmptyServerTest {
    private static final Effort A_MOMENT = new Effort(Duration.ofMillis(50), Duration.ofMillis(100), 0.002);
    private static final List<String> SMALL = List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    @TempDir
    private Path folder;

    @Test
    void aStartWithAnArchiveIsMeasuredOfWhoHasOne() throws Exception {
        var workload = EmptyServer.withArchive();
        var subject = subject(Subjects.ZK4J, List.of("-Xshare:auto"));

        assertThat(workload.concerns(subject)).isTrue();
        assertThat(workload.concerns(subject(Subjects.ZK4J, List.of()))).isFalse();
        assertThat(workload.concerns(subject(Subjects.APACHE, List.of("-Xshare:auto"))))
                .isFalse();
        try (var stand = new Stand(subject, A_MOMENT, folder.resolve("stand"), () -> {
            throw new AssertionError("no client is measured");
        })) {
            assertThat(workload.measure(stand).values()).containsOnlyKeys(Metric.START, Metric.RESIDENT);
        }
    }

    private static Subject subject(String name, List<String> archiveJvm) {
        var jars = Path.of(System.getProperty("zk4j.root"), "zk-testing", "target", "foreign", "apache-zookeeper");
        return Subjects.named(name, jars, SMALL, archiveJvm);
    }
}
