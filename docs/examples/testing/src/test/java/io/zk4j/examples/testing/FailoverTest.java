/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.examples.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zk4j.framework.ZkFramework;
import io.zk4j.testing.ZkTestCluster;
import io.zk4j.testing.junit.ZkCluster;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@ZkCluster(servers = 3)
class FailoverTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    @Test
    void anotherInstanceTakesOverAndTheServersMayFailOver(ZkTestCluster cluster, ZkFramework a, ZkFramework b) {
        var first = new ReportService(a, "first");
        await().atMost(SOON).until(first::isActive);
        try (var second = new ReportService(b, "second")) {
            cluster.leader().kill();
            cluster.awaitLeader();
            await().atMost(SOON).until(first::isActive);

            first.close();
            await().atMost(SOON).until(second::isActive);
            assertThat(first.report()).isEmpty();
            assertThat(second.report())
                    .hasValueSatisfying(report -> assertThat(report).startsWith("second"));
        }
    }
}
