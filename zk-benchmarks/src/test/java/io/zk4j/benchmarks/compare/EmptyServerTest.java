/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts of servers with and without an archive of their classes. */
class EmptyServerTest {
    @TempDir
    private Path folder;

    @Test
    void aStartWithoutAnArchiveIsMeasuredOfWhoHasOne() throws Exception {
        var workload = EmptyServer.withoutArchive();
        var subject = ComparisonTest.subject(Subjects.ZK4J, List.of("-Xshare:auto"));

        assertThat(workload.concerns(subject)).isTrue();
        assertThat(workload.concerns(ComparisonTest.subject(Subjects.ZK4J))).isFalse();
        assertThat(workload.concerns(ComparisonTest.subject(Subjects.APACHE, List.of("-Xshare:auto"))))
                .isFalse();
        try (var stand = new Stand(subject, ComparisonTest.A_MOMENT, folder.resolve("stand"), () -> {
            throw new AssertionError("no client is measured");
        })) {
            assertThat(workload.measure(stand).values()).containsOnlyKeys(Metric.START, Metric.RESIDENT);
        }
    }
}
