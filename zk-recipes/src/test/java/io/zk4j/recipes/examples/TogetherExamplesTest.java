/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.zk4j.framework.ZkFramework;
import io.zk4j.recipes.Playground;
import io.zk4j.recipes.barrier.DistributedBarrier;
import io.zk4j.recipes.barrier.DistributedDoubleBarrier;
import io.zk4j.recipes.counter.AtomicValue;
import io.zk4j.recipes.counter.DistributedAtomicLong;
import io.zk4j.recipes.counter.PromotedToLock;
import io.zk4j.recipes.counter.SharedCount;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the documentation shows of barriers and counters works as it stands there. */
@Timeout(120)
class TogetherExamplesTest {
    private final List<String> log = new CopyOnWriteArrayList<>();
    private final ExecutorService executor = Executors.newCachedThreadPool();
    private Playground playground;
    private ZkFramework zk;

    @BeforeEach
    void open() {
        playground = new Playground();
        zk = playground.newClient();
    }

    @AfterEach
    void close() {
        executor.shutdownNow();
        playground.close();
    }

    private String work() {
        log.add("worked");
        return "worked";
    }

    private void barrier() throws Exception {
        var barrier = new DistributedBarrier(zk, "/maintenance");
        barrier.setBarrier().await();
        var passing = executor.submit(
                () -> barrier.waitOnBarrier(Duration.ofMinutes(5)).await() ? work() : "too late");
        barrier.removeBarrier().await();
        passing.get();
    }

    private void meeting() throws Exception {
        var meeting = new DistributedDoubleBarrier(zk, "/round", 1); // how many must come
        if (meeting.enter(Duration.ofMinutes(1)).await()) {
            work();
            meeting.leave().await();
        }
    }

    private String counting() throws Exception {
        var orders = new DistributedAtomicLong(zk, "/orders");
        AtomicValue<Long> next = orders.increment().await();
        String name = next.succeeded() ? "order " + next.postValue() : "others were faster too often";
        return name;
    }

    private void countingUnderALock() throws Exception {
        var lock = new PromotedToLock("/orders-lock", Duration.ofSeconds(10));
        var fought = new DistributedAtomicLong(zk, "/orders", 3, lock); // queues after three tries
        fought.add(5L).await();
    }

    private void sharing() throws Exception {
        try (SharedCount limit = SharedCount.open(zk, "/limit", 10)) {
            limit.started().await();
            limit.addListener(count -> log.add("the limit is " + count));
            limit.trySetCount(limit.getVersionedValue().orElseThrow(), 20).await();
        }
    }

    @Test
    void theBarriers() throws Exception {
        barrier();
        Playground.eventually(() -> log.equals(List.of("worked")));
        meeting();
        assertThat(log).hasSize(2);
        assertThat(playground.children("/round")).isEmpty();
    }

    @Test
    void theCounters() throws Exception {
        assertThat(counting()).isEqualTo("order 1");
        countingUnderALock();
        assertThat(counting()).isEqualTo("order 7");
        sharing();
        Playground.eventually(() -> log.equals(List.of("the limit is 20")));
    }
}
