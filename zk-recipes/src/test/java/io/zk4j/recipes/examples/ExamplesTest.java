/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.examples;

import static io.zk4j.recipes.Playground.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.zk4j.client.CreateOptions;
import io.zk4j.client.Op;
import io.zk4j.framework.CreateSpec;
import io.zk4j.framework.CreateSpec.Parents;
import io.zk4j.framework.RetryPolicy;
import io.zk4j.framework.ZkFramework;
import io.zk4j.protocol.Bytes;
import io.zk4j.recipes.Playground;
import io.zk4j.recipes.leader.Election;
import io.zk4j.recipes.leader.LeaderLatch;
import io.zk4j.recipes.leader.LeaderSelector;
import io.zk4j.recipes.leader.Participant;
import io.zk4j.recipes.lock.InterProcessMutex;
import io.zk4j.recipes.primitive.Lease;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the documentation shows works as it stands there. */
@Timeout(120)
class ExamplesTest {
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

    private static String framework(String connectString) throws InterruptedException {
        try (ZkFramework zk = ZkFramework.builder(connectString)
                .namespace("shop")
                .sessionTimeout(Duration.ofSeconds(20))
                .retryPolicy(RetryPolicy.exponential(Duration.ofMillis(100), 5))
                .open()) {
            zk.create(CreateSpec.of("/orders/next", Bytes.ofUtf8("1"), CreateOptions.PERSISTENT)
                            .parents(Parents.PERSISTENT))
                    .await();
            return zk.get("/orders/next").await().text();
        }
    }

    private void lock(Bytes report) throws Exception {
        var mutex = new InterProcessMutex(zk, "/locks/report");
        try (Lease lease = mutex.acquire(Duration.ofSeconds(30)).await()) {
            lease.guarded(List.of(Op.set("/report", report, Op.ANY_VERSION))).await();
        }
    }

    private String run(InterProcessMutex mutex) throws Exception {
        return mutex.run(() -> writeReport());
    }

    private String writeReport() {
        return "written";
    }

    private String lead() {
        return "led";
    }

    private LeaderLatch latch() throws Exception {
        var latch = new LeaderLatch(zk, "/election", "node 1").start();
        latch.onChange(leadership -> log.add("leading in term " + leadership.fencingToken()));
        latch.run(() -> lead());
        return latch;
    }

    private LeaderSelector selector() {
        var selector = new LeaderSelector(zk, "/jobs", "node 1", executor, leadership -> lead()).autoRequeue();
        selector.start();
        return selector;
    }

    private Election election() {
        var election = Election.observe(
                zk, "/election", leader -> log.add(leader.map(Participant::id).orElse("nobody")));
        return election;
    }

    @Test
    void theFramework() throws Exception {
        assertThat(framework(playground.connectString())).isEqualTo("1");
        assertThat(playground.data("/shop/orders/next")).isEqualTo("1");
    }

    @Test
    void theLocks() throws Exception {
        zk.create("/report").await();
        lock(Bytes.ofUtf8("fine"));
        assertThat(playground.data("/report")).isEqualTo("fine");
        assertThat(run(new InterProcessMutex(zk, "/locks/report"))).isEqualTo("written");
    }

    @Test
    void theElections() throws Exception {
        var latch = latch();
        var election = election();
        eventually(() -> log.contains("node 1") && log.stream().anyMatch(line -> line.startsWith("leading")));
        latch.close();
        eventually(() -> log.contains("nobody"));
        election.close();
        try (var selector = selector()) {
            eventually(() -> !selector.participants().await().isEmpty());
        }
    }
}
