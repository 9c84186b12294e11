/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes;

import io.zk4j.client.CreateOptions;
import io.zk4j.framework.CreateSpec;
import io.zk4j.framework.CreateSpec.Parents;
import io.zk4j.framework.Pending;
import io.zk4j.framework.ZkFramework;
import io.zk4j.protocol.Bytes;
import io.zk4j.recipes.EveryStep.Obstacle;
import io.zk4j.recipes.EveryStep.Scene;
import io.zk4j.recipes.EveryStep.Wait;
import io.zk4j.recipes.barrier.DistributedBarrier;
import io.zk4j.recipes.barrier.DistributedDoubleBarrier;
import io.zk4j.recipes.counter.DistributedAtomicLong;
import io.zk4j.recipes.counter.PromotedToLock;
import io.zk4j.recipes.leader.LeaderLatch;
import io.zk4j.recipes.leader.LeaderSelector;
import io.zk4j.recipes.lock.InterProcessLock;
import io.zk4j.recipes.lock.InterProcessMultiLock;
import io.zk4j.recipes.lock.InterProcessMutex;
import io.zk4j.recipes.lock.InterProcessReadWriteLock;
import io.zk4j.recipes.lock.InterProcessSemaphore;
import io.zk4j.recipes.lock.InterProcessSemaphoreMutex;
import io.zk4j.recipes.primitive.KeptNode;
import io.zk4j.recipes.primitive.Lease;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever cancels or is interrupted leaves nothing, wherever that happens, for each recipe that waits. */
@Timeout(300)
class GivingUpAtEveryStepTest {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** What is waited for, and where its znodes are. */
    record Waiting(String name, Scene scene, List<String> paths) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Waiting> waits() {
        return Stream.of(
                locking("mutex", zk -> new InterProcessMutex(zk, "/l"), "/l"),
                locking("semaphore mutex", zk -> new InterProcessSemaphoreMutex(zk, "/l"), "/l/locks", "/l/leases"),
                locking("semaphore", zk -> new InterProcessSemaphore(zk, "/l", 1), "/l/locks", "/l/leases"),
                locking("several locks", zk -> InterProcessMultiLock.ofPaths(zk, List.of("/a", "/b")), "/a", "/b"),
                locking(
                        "several locks, one of them held by another",
                        zk -> new InterProcessMutex(zk, "/b"),
                        zk -> InterProcessMultiLock.ofPaths(zk, List.of("/a", "/b")),
                        "/a",
                        "/b"),
                locking(
                        "read lock",
                        zk -> new InterProcessReadWriteLock(zk, "/l").writeLock(),
                        zk -> new InterProcessReadWriteLock(zk, "/l").readLock(),
                        "/l"),
                locking(
                        "write lock",
                        zk -> new InterProcessReadWriteLock(zk, "/l").readLock(),
                        zk -> new InterProcessReadWriteLock(zk, "/l").writeLock(),
                        "/l"),
                waiting(
                        "latch",
                        GivingUpAtEveryStepTest::lead,
                        me -> {
                            var latch = new LeaderLatch(me, "/e", "me").start();
                            return new Wait(latch.elected(), latch::close);
                        },
                        "/e"),
                waiting(
                        "selector",
                        holding(zk -> new InterProcessMutex(zk, "/e")),
                        me -> {
                            Pending<Boolean> led = me.engine().pending();
                            var selector = new LeaderSelector(
                                    me, "/e", "me", me.engine().callbacks(), leadership -> led.deliver(true));
                            selector.start();
                            return new Wait(led, selector::close);
                        },
                        "/e"),
                waiting(
                        "barrier",
                        GivingUpAtEveryStepTest::barrier,
                        me -> {
                            return new Wait(new DistributedBarrier(me, "/b").waitOnBarrier(), () -> {});
                        },
                        "/b"),
                waiting(
                        "entering a double barrier",
                        GivingUpAtEveryStepTest::comeLateAndLeave,
                        me -> {
                            var barrier = new DistributedDoubleBarrier(me, "/d", 2);
                            return new Wait(barrier.enter(), () -> leave(barrier));
                        },
                        "/d"),
                waiting(
                        "leaving a double barrier",
                        GivingUpAtEveryStepTest::comeAndStay,
                        me -> {
                            var barrier = new DistributedDoubleBarrier(me, "/d", 2);
                            var unused = barrier.enter(Duration.ZERO);
                            return new Wait(barrier.leave(), () -> {});
                        },
                        "/d"),
                waiting(
                        "counting under a lock",
                        holding(zk -> new InterProcessMutex(zk, "/n/lock")),
                        me -> {
                            var lock = new PromotedToLock("/n/lock", Duration.ofMinutes(1));
                            return new Wait(new DistributedAtomicLong(me, "/n/number", 0, lock).increment(), () -> {});
                        },
                        "/n/lock"),
                waiting(
                        "kept znode",
                        GivingUpAtEveryStepTest::keep,
                        me -> {
                            var node = KeptNode.open(me, kept(), created -> {});
                            return new Wait(node.created(), node::close);
                        },
                        "/k"));
    }

    @ParameterizedTest
    @MethodSource("waits")
    void whoCancelsLeavesNothing(Waiting waiting) throws Exception {
        EveryStep.check(waiting.scene(), EveryStep::cancel, waiting.paths().toArray(String[]::new));
    }

    @ParameterizedTest
    @MethodSource("waits")
    void whoIsInterruptedLeavesNothing(Waiting waiting) throws Exception {
        EveryStep.check(waiting.scene(), EveryStep::interrupt, waiting.paths().toArray(String[]::new));
    }

    // ---- what the other one does

    private static Function<ZkFramework, Obstacle> holding(Function<ZkFramework, InterProcessLock> lock) {
        return other -> {
            Pending<Lease> held = lock.apply(other).acquire();
            return new Obstacle(held, () -> held.join().close());
        };
    }

    private static Obstacle lead(ZkFramework other) {
        var latch = new LeaderLatch(other, "/e", "other").start();
        return new Obstacle(latch.elected(), latch::close);
    }

    private static Obstacle barrier(ZkFramework other) {
        var barrier = new DistributedBarrier(other, "/b");
        return new Obstacle(barrier.setBarrier(), () -> {
            var unused = barrier.removeBarrier();
        });
    }

    private static Obstacle comeLateAndLeave(ZkFramework other) {
        var barrier = new DistributedDoubleBarrier(other, "/d", 2);
        return new Obstacle(
                CompletableFuture.completedFuture(true),
                () -> barrier.enter(PATIENCE).onOutcome((in, failure) -> leave(barrier)));
    }

    private static Obstacle comeAndStay(ZkFramework other) {
        var barrier = new DistributedDoubleBarrier(other, "/d", 1);
        return new Obstacle(barrier.enter(), () -> leave(barrier));
    }

    private static void leave(DistributedDoubleBarrier barrier) {
        var unused = barrier.leave(PATIENCE);
    }

    private static CreateSpec kept() {
        return CreateSpec.of("/k/it", Bytes.EMPTY, CreateOptions.EPHEMERAL).parents(Parents.CONTAINERS);
    }

    private static Obstacle keep(ZkFramework other) {
        var theirs = KeptNode.open(other, kept(), created -> {});
        return new Obstacle(theirs.created(), theirs::close);
    }

    // ---- how it is put together

    private static Waiting waiting(
            String name, Function<ZkFramework, Obstacle> obstacle, Function<ZkFramework, Wait> begin, String... paths) {
        return new Waiting(
                name,
                new Scene() {
                    @Override
                    public Obstacle obstruct(ZkFramework other) {
                        return obstacle.apply(other);
                    }

                    @Override
                    public Wait begin(ZkFramework me) {
                        return begin.apply(me);
                    }
                },
                List.of(paths));
    }

    private static Waiting locking(String name, Function<ZkFramework, InterProcessLock> lock, String... paths) {
        return locking(name, lock, lock, paths);
    }

    private static Waiting locking(
            String name,
            Function<ZkFramework, InterProcessLock> theirs,
            Function<ZkFramework, InterProcessLock> mine,
            String... paths) {
        return waiting(
                name,
                holding(theirs),
                me -> {
                    Pending<Lease> pending = mine.apply(me).acquire();
                    return new Wait(pending, () -> {
                        if (!pending.isCompletedExceptionally()) {
                            pending.join().close();
                        }
                    });
                },
                paths);
    }
}
