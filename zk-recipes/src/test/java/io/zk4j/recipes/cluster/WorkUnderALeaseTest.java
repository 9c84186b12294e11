/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.cluster;

import static io.zk4j.recipes.Playground.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.zk4j.framework.ZkFramework;
import io.zk4j.recipes.Playground;
import io.zk4j.recipes.leader.LeaderLatch;
import io.zk4j.recipes.leader.LeaderSelector;
import io.zk4j.recipes.lock.InterProcessMutex;
import io.zk4j.recipes.primitive.Lease;
import io.zk4j.recipes.primitive.LeaseLostException;
import io.zk4j.testing.ZkTestCluster;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What somebody does while they hold a lock or lead is interrupted when that is lost, before anybody else is granted it. */
@Timeout(120)
@SuppressWarnings("try") // the blocks say how long something is wrong
class WorkUnderALeaseTest {
    /** The session of who is cut off, and has lost what it holds after as long. */
    private static final Duration SHORT = Duration.ofSeconds(3);
    /** The session of everybody else: no pause of the machine may end it. */
    private static final Duration LONG = Playground.PATIENCE;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch working = new CountDownLatch(1);
    private final CountDownLatch interrupted = new CountDownLatch(1);
    private ZkTestCluster cluster;
    private ZkFramework here;
    private ZkFramework there;

    @BeforeEach
    void open() {
        cluster = ZkTestCluster.of(3);
        there = client(2, LONG);
    }

    private ZkFramework client(int server, Duration sessionTimeout) {
        return ZkFramework.builder(cluster.server(server).connectString())
                .sessionTimeout(sessionTimeout)
                .open();
    }

    @AfterEach
    void close() {
        cluster.heal();
        here.close();
        there.close();
        threads.shutdownNow();
        cluster.close();
    }

    /** Goes on until it is interrupted. */
    private String work() throws InterruptedException {
        working.countDown();
        try {
            new CountDownLatch(1).await();
            return "never";
        } catch (InterruptedException lost) {
            interrupted.countDown();
            throw lost;
        }
    }

    private static void assertLost(Future<?> work) throws Exception {
        try {
            work.get(Playground.PATIENCE.toSeconds(), TimeUnit.SECONDS);
            throw new AssertionError("the work came to its end");
        } catch (ExecutionException failed) {
            assertThat(failed.getCause()).isInstanceOf(LeaseLostException.class);
        }
    }

    @Test
    void theHolderOfALockStopsWhenItIsCutOffAndBeforeTheNextHolderBegins() throws Exception {
        here = client(1, SHORT);
        Lease mine = new InterProcessMutex(here, "/lock").acquire().await();
        Future<String> work = threads.submit(() -> mine.run(this::work));
        working.await();
        var next = new InterProcessMutex(there, "/lock").acquire();
        var heldByBoth = next.thenApply(lease -> mine.isHeld());

        try (var silence = cluster.server(1).clients().silence()) {
            assertLost(work);
            try (Lease theirs = next.await()) {
                assertThat(heldByBoth.toCompletableFuture().get()).isFalse();
                assertThat(theirs.fencingToken()).isGreaterThan(mine.fencingToken());
            }
        }
        assertThat(interrupted.getCount()).isZero();
    }

    @Test
    void runOfALockIsInterruptedWhenItsSessionIsExpired() throws Exception {
        here = client(1, LONG);
        var lock = new InterProcessMutex(here, "/lock");
        Future<String> work = threads.submit(() -> lock.run(this::work));
        working.await();
        assertThat(cluster.expire(here.connection().sessionId())).isTrue();
        assertLost(work);
        assertThat(interrupted.getCount()).isZero();
        assertThat(new InterProcessMutex(there, "/lock").run(() -> "next")).isEqualTo("next");
        eventually(() -> here.connection().sessionNumber() == 2);
        assertThat(lock.run(() -> "again, in the next session")).startsWith("again");
    }

    @Test
    void aServerThatIsCutOffFromTheOthersCostsItsClientsTheirLocks() throws Exception {
        here = client(1, SHORT);
        var lock = new InterProcessMutex(here, "/lock");
        Future<String> work = threads.submit(() -> lock.run(this::work));
        working.await();
        try (var isolated = cluster.isolate(cluster.server(1))) {
            assertLost(work);
            if (!there.connection().state().isConnected()) {
                there.connected().await();
            }
            assertThat(new InterProcessMutex(there, "/lock").run(() -> "next")).isEqualTo("next");
        }
    }

    @Test
    void aLeaderStopsWhenItIsCutOffAndBeforeTheNextOneBegins() throws Exception {
        here = client(1, SHORT);
        try (var mine = new LeaderLatch(here, "/leader", "here").start();
                var theirs = new LeaderLatch(there, "/leader", "there")) {
            Lease leadership = mine.elected().await();
            Callable<String> leading = this::work;
            Future<String> work = threads.submit(() -> mine.run(leading));
            working.await();
            theirs.start();
            var ledByBoth = theirs.elected().thenApply(next -> leadership.isHeld() || mine.hasLeadership());

            try (var silence = cluster.server(1).clients().silence()) {
                assertLost(work);
                assertThat(ledByBoth.toCompletableFuture().get(Playground.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                        .isFalse();
            }
            eventually(() -> theirs.participants().await().size() == 2); // who was cut off stands for election again
        }
    }

    @Test
    void theWorkOfALeaderSelectorIsInterruptedWhenItsSessionIsExpiredAndTheOtherOneLeads() throws Exception {
        here = client(1, LONG);
        var led = new CountDownLatch(1);
        try (var mine = new LeaderSelector(here, "/leader", "here", threads, lease -> work());
                var theirs = new LeaderSelector(there, "/leader", "there", threads, lease -> led.countDown())) {
            mine.start();
            working.await();
            theirs.start();
            eventually(() -> mine.participants().await().size() == 2);
            assertThat(cluster.expire(here.connection().sessionId())).isTrue();
            assertThat(interrupted.await(Playground.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
            assertThat(led.await(Playground.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
            eventually(() -> !mine.hasLeadership());
        }
    }
}
