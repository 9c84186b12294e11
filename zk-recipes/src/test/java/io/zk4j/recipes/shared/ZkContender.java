/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.shared;

import static java.time.Duration.ofSeconds;

import io.zk4j.framework.ZkFramework;
import io.zk4j.recipes.leader.LeaderLatch;
import io.zk4j.recipes.leader.LeaderSelector;
import io.zk4j.recipes.lock.InterProcessLock;
import io.zk4j.recipes.lock.InterProcessMutex;
import io.zk4j.recipes.lock.InterProcessReadWriteLock;
import io.zk4j.recipes.lock.InterProcessSemaphore;
import io.zk4j.recipes.lock.InterProcessSemaphoreMutex;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;

/** zk4j's contender. */
public final class ZkContender {
    private static final String PATH = "/shared";

    private final Contender.Setup setup;
    private final RefereeLine referee;
    private final ZkFramework zk;

    private ZkContender(Contender.Setup setup) {
        this.setup = setup;
        this.referee = setup.referee();
        this.zk = ZkFramework.builder(setup.connectString())
                .sessionTimeout(ofSeconds(4))
                .open();
    }

    public static void main(String[] args) throws Exception {
        Contender.run(args, setup -> new ZkContender(setup).worker());
    }

    private Worker worker() {
        return switch (setup.recipe()) {
            case "mutex" -> holding(new InterProcessMutex(zk, PATH));
            case "mutex-with-kazoo" -> holding(new InterProcessMutex(zk, PATH).alsoCounting("__lock__"));
            case "semaphore-mutex" -> holding(new InterProcessSemaphoreMutex(zk, PATH));
            case "semaphore" -> {
                var semaphore = new InterProcessSemaphore(zk, PATH, 2);
                yield each(order -> hold(semaphore, "S"));
            }
            case "read-write-lock" -> {
                var lock = new InterProcessReadWriteLock(zk, PATH);
                yield each(order -> {
                    boolean writes = setup.random().nextInt(3) == 0;
                    hold(writes ? lock.writeLock() : lock.readLock(), writes ? "X" : "R");
                });
            }
            case "latch" -> each(order -> lead());
            case "selector", "selector-with-kazoo" -> each(order -> select());
            case "no-lock" -> each(order -> setup.hold("X", System.nanoTime()));
            default -> throw new IllegalArgumentException(setup.recipe());
        };
    }

    private Worker holding(InterProcessLock lock) {
        return each(order -> hold(lock, "X"));
    }

    private void hold(InterProcessLock lock, String kind) throws InterruptedException {
        var lease = lock.acquire().await();
        setup.hold(kind, lease.fencingToken());
        lease.release().await();
    }

    private void lead() throws InterruptedException {
        try (var latch = new LeaderLatch(zk, PATH, setup.id())) {
            var lease = latch.start().elected().await();
            setup.hold("X", lease.fencingToken());
            latch.closeAsync().await();
        }
    }

    private void select() throws InterruptedException {
        var enough = new CountDownLatch(1);
        try (var selector = new LeaderSelector(zk, PATH, setup.id(), ForkJoinPool.commonPool(), leadership -> {
            setup.hold("X", leadership.fencingToken());
            if (referee.next().equals("STOP")) {
                enough.countDown();
            }
        })) {
            selector.autoRequeue().start();
            enough.await();
            selector.closeAsync().await();
        }
    }

    private Worker each(Round round) {
        return new Worker() {
            @Override
            public void round(String order) throws Exception {
                round.play(order);
            }

            @Override
            public void close() {
                zk.close();
            }
        };
    }

    /** What is done in a round. */
    private interface Round {
        void play(String order) throws Exception;
    }
}
