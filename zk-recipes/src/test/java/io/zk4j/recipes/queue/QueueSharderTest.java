/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.queue;

import static io.zk4j.recipes.Playground.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zk4j.framework.ZkFramework;
import io.zk4j.protocol.Bytes;
import io.zk4j.recipes.OnAPlayground;
import java.time.Duration;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class QueueSharderTest extends OnAPlayground {
    private static final QueueSharderPolicies POLICIES = new QueueSharderPolicies(5, Duration.ofMillis(50), 3);

    private static QueueSharder<DistributedQueue<String>> producing(ZkFramework client, String path) {
        return QueueSharder.open(
                client,
                path,
                path + "-leader",
                POLICIES,
                queue -> QueueBuilder.of(client, queue, QueueSerializer.utf8()).openQueue());
    }

    @Test
    void aQueueIsAddedWhenAllAreTooLongAndWhoConsumesFindsIt() throws Exception {
        Set<String> consumed = Collections.synchronizedSet(new TreeSet<>());
        try (var producer = producing(zk, "/s1")) {
            int number = 0;
            while (producer.queuePaths().await().size() < POLICIES.maxQueues()) {
                producer.queue().await().put("item " + number++).await();
            }
            assertThat(playground.children("/s1"))
                    .hasSize(POLICIES.maxQueues())
                    .allSatisfy(name -> assertThat(UUID.fromString(name)).hasToString(name));
            for (int more = 0; more < 10 * POLICIES.maxQueues() * POLICIES.newQueueThreshold(); more++) {
                producer.queue()
                        .await()
                        .put("item " + number++)
                        .await(); // all are too long by then, and take it nevertheless
            }
            assertThat(playground.children("/s1")).hasSize(POLICIES.maxQueues());

            int all = number;
            try (var consumer = QueueSharder.open(
                    other,
                    "/s1",
                    "/s1-leader",
                    POLICIES,
                    queue -> QueueBuilder.of(other, queue, QueueSerializer.utf8())
                            .consumer(consumed::add)
                            .openQueue())) {
                eventually(() -> consumed.size() == all);
                consumer.closeAsync().await();
            }
            assertThat(playground.children("/s1-leader")).isEmpty();
        }
        eventually(() -> playground.watches() == 0);
    }

    @Test
    void whoIsNotTheLeaderAddsNothing() throws Exception {
        playground.create("/s2-leader", Bytes.EMPTY);
        playground.create("/s2-leader/_c_0a0a0a0a-0000-4000-8000-0a0a0a0a0a0a-latch-0000000000", Bytes.EMPTY);
        try (var producer = producing(zk, "/s2")) {
            for (int i = 0; i < 4 * POLICIES.newQueueThreshold(); i++) {
                producer.queue().await().put("item " + i).await();
            }
            var checks = new QueueSharderPolicies(1, Duration.ofMillis(1), 9);
            try (var second = QueueSharder.open(
                    other,
                    "/s2",
                    "/s2-leader",
                    checks,
                    queue -> QueueBuilder.of(other, queue, QueueSerializer.utf8())
                            .openQueue())) {
                assertThat(second.queuePaths().await()).hasSize(1);
            }
            assertThat(playground.children("/s2")).hasSize(1);
        }
    }

    @Test
    void aLeadersPathAmongTheQueuesIsRefused() {
        assertThatThrownBy(() -> QueueSharder.open(
                        zk,
                        "/s3",
                        "/s3/leader",
                        POLICIES,
                        queue -> QueueBuilder.of(zk, queue, QueueSerializer.utf8())
                                .openQueue()))
                .hasMessageContaining("/s3/leader is below /s3");
    }
}
