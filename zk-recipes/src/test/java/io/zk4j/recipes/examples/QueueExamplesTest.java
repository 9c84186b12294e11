/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.examples;

import static io.zk4j.recipes.Playground.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.zk4j.framework.ZkFramework;
import io.zk4j.protocol.Bytes;
import io.zk4j.recipes.Playground;
import io.zk4j.recipes.queue.DistributedQueue;
import io.zk4j.recipes.queue.ErrorMode;
import io.zk4j.recipes.queue.LockingQueue;
import io.zk4j.recipes.queue.QueueBuilder;
import io.zk4j.recipes.queue.QueueSerializer;
import io.zk4j.recipes.queue.QueueSharder;
import io.zk4j.recipes.queue.QueueSharderPolicies;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the page on queues shows. */
@Timeout(120)
class QueueExamplesTest {
    private final List<String> shipped = new CopyOnWriteArrayList<>();
    private final List<Bytes> aside = new CopyOnWriteArrayList<>();
    private Playground playground;
    private ZkFramework zk;

    @BeforeEach
    void open() {
        playground = new Playground();
        zk = playground.newClient();
    }

    @AfterEach
    void close() {
        playground.close();
    }

    private void ship(String order) {
        if (order.isEmpty()) {
            throw new IllegalArgumentException("nothing to ship");
        }
        shipped.add(order);
    }

    private boolean putAside(Bytes item) {
        return aside.add(item);
    }

    private DistributedQueue<String> withErrorHandler() {
        return QueueBuilder.of(zk, "/orders", QueueSerializer.utf8())
                .consumer(order -> ship(order))
                .errorHandler((item, cause) -> putAside(item) ? ErrorMode.DELETE : ErrorMode.REQUEUE)
                .openQueue();
    }

    @Test
    void aQueue() throws Exception {
        var orders = QueueBuilder.of(zk, "/orders", QueueSerializer.utf8())
                .consumer(order -> ship(order))
                .lockPath("/orders-locks")
                .maxItems(1_000)
                .openQueue();
        orders.put("12 apples").await();
        eventually(() -> shipped.equals(List.of("12 apples")));
        orders.closeAsync().await();
    }

    @Test
    void aLockingQueue() throws Exception {
        var orders = new LockingQueue(zk, "/orders");
        orders.put(Bytes.ofUtf8("12 apples")).await();
        try (var order = orders.get().await()) {
            ship(order.data().utf8());
            order.consume().await(); // to leave without it would release the order
        }
        assertThat(shipped).containsExactly("12 apples");
        assertThat(orders.size().await()).isZero();
    }

    @Test
    void severalQueuesAsOne() throws Exception {
        var orders = QueueSharder.open(
                zk,
                "/orders-shards",
                "/orders-leader",
                QueueSharderPolicies.USUAL,
                path -> QueueBuilder.of(zk, path, QueueSerializer.utf8())
                        .consumer(order -> ship(order))
                        .openQueue());
        orders.queue().await().put("12 apples").await();
        eventually(() -> shipped.equals(List.of("12 apples")));
        orders.closeAsync().await();
    }

    @Test
    void whatFails() throws Exception {
        try (var orders = withErrorHandler()) {
            orders.put("").await();
            orders.put("a pear").await();
            eventually(() -> shipped.equals(List.of("a pear")));
            assertThat(aside).containsExactly(Bytes.EMPTY);
        }
    }
}
