/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.shared;

import static java.time.Duration.ofSeconds;

import io.zk4j.framework.ZkFramework;
import io.zk4j.protocol.Bytes;
import io.zk4j.recipes.barrier.DistributedBarrier;
import io.zk4j.recipes.barrier.DistributedDoubleBarrier;
import io.zk4j.recipes.counter.AtomicValue;
import io.zk4j.recipes.counter.Counter;
import io.zk4j.recipes.counter.DistributedAtomicLong;
import io.zk4j.recipes.discovery.ServiceDiscovery;
import io.zk4j.recipes.discovery.ServiceInstance;
import io.zk4j.recipes.leader.LeaderLatch;
import io.zk4j.recipes.leader.LeaderSelector;
import io.zk4j.recipes.lock.InterProcessLock;
import io.zk4j.recipes.lock.InterProcessMutex;
import io.zk4j.recipes.lock.InterProcessReadWriteLock;
import io.zk4j.recipes.lock.InterProcessSemaphore;
import io.zk4j.recipes.lock.InterProcessSemaphoreMutex;
import io.zk4j.recipes.node.GroupMember;
import io.zk4j.recipes.queue.LockingQueue;
import io.zk4j.recipes.queue.QueueBuilder;
import io.zk4j.recipes.queue.QueueSerializer;
import io.zk4j.recipes.queue.SimpleDistributedQueue;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** zk4j's contender. */
public final class ZkContender {
    private static final String PATH = "/shared";
    private static final Duration PATIENCE = ofSeconds(2);
    private static final int DELAY_MILLIS_MAX = 300;
    private static final int MEMBERS = 4; // of a double barrier: all workers of two sides

    private final Contender.Setup setup;
    private final RefereeLine referee;
    private final ZkFramework zk;
    private final BlockingQueue<String> inHand = new LinkedBlockingQueue<>();
    private final BlockingQueue<CompletableFuture<Void>> handled = new LinkedBlockingQueue<>();
    private int items;

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

    private Worker worker() throws InterruptedException {
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
            case "counter" -> {
                var counter = new DistributedAtomicLong(zk, PATH);
                yield each(order -> told(counter.increment().await()));
            }
            case "shared-count-with-kazoo" -> {
                var counter = new Counter(zk, PATH, true);
                yield each(order -> {
                    setup.pause();
                    told(counter.increment().await());
                });
            }
            case "queue" -> {
                var queue = new SimpleDistributedQueue(zk, PATH);
                yield each(order -> putAndTake(queue));
            }
            case "locking-queue" -> {
                var queue = new LockingQueue(zk, PATH);
                yield each(order -> putAndConsume(queue));
            }
            case "id-queue" -> {
                var queue = consumed().openIdQueue();
                yield consuming(item -> queue.put(item, setup.id()).await(), 0);
            }
            case "priority-queue" -> {
                var queue = consumed().openPriorityQueue(0);
                yield consuming(
                        item -> queue.put(item, setup.random().nextInt()).await(), 0);
            }
            case "delay-queue" -> {
                var queue = consumed().openDelayQueue();
                yield consuming(
                        item -> queue.put(item, Instant.ofEpochMilli(due(item))).await(), DELAY_MILLIS_MAX);
            }
            case "barrier" -> {
                var barrier = new DistributedBarrier(zk, PATH);
                yield each(order -> {
                    if (order.equals("KEEP")) {
                        keep(barrier);
                    } else {
                        referee.say("WAITING");
                        referee.say(barrier.waitOnBarrier(PATIENCE).await() ? "PASSED" : "TIRED");
                    }
                });
            }
            case "double-barrier" -> each(order -> meet(PATH + "/" + order));
            case "group" -> group();
            case "discovery" -> discovery();
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

    private void told(AtomicValue<Long> value) {
        referee.say(value.succeeded() ? "COUNTED " + value.postValue() : "REFUSED");
    }

    private void putAndTake(SimpleDistributedQueue queue) throws InterruptedException {
        var item = setup.id() + ":" + ++items;
        referee.say("PUTTING", item);
        queue.offer(Bytes.ofUtf8(item)).await();
        referee.say("PUT", item);
        referee.say("TAKING");
        var taken = queue.poll(PATIENCE).await();
        referee.say(taken.map(data -> "TOOK " + data.utf8()).orElse("NOTHING"));
    }

    private void putAndConsume(LockingQueue queue) throws InterruptedException {
        var item = setup.id() + ":" + ++items;
        referee.say("PUTTING", item);
        queue.put(Bytes.ofUtf8(item)).await();
        referee.say("PUT", item);
        referee.say("TAKING");
        var taken = queue.get(PATIENCE).await();
        setup.work();
        boolean consumed = taken.isPresent() && taken.get().consume().await();
        referee.say(consumed ? "TOOK " + taken.get().data().utf8() : "NOTHING");
    }

    /** From its opening on, the consumer can have an item in its hands. */
    private QueueBuilder<String> consumed() {
        referee.say("TAKING");
        return QueueBuilder.of(zk, PATH, QueueSerializer.utf8()).asyncConsumer(item -> {
            inHand.add(item);
            var done = new CompletableFuture<Void>();
            handled.add(done);
            return done;
        });
    }

    private Worker consuming(Putting putting, int delayMillisMax) {
        return each(order -> {
            var item = setup.id() + ":" + ++items;
            if (delayMillisMax > 0) {
                item += ":" + (System.currentTimeMillis() + setup.random().nextInt(delayMillisMax));
            }
            referee.say("PUTTING", item);
            putting.put(item);
            referee.say("PUT", item);
            var taken = inHand.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (taken != null) {
                referee.say("TOOK", taken);
                referee.say("TAKING");
                handled.take().complete(null);
            }
        });
    }

    private static long due(String item) {
        return Long.parseLong(item.substring(item.lastIndexOf(':') + 1));
    }

    private void keep(DistributedBarrier barrier) throws InterruptedException {
        barrier.setBarrier().await();
        referee.say("CLOSED");
        setup.work();
        referee.say("OPENING");
        barrier.removeBarrier().await();
        referee.say("OPEN");
    }

    private void meet(String path) throws InterruptedException {
        var barrier = new DistributedDoubleBarrier(zk, path, MEMBERS);
        if (barrier.enter(PATIENCE).await()) {
            referee.say("IN");
            setup.work();
            referee.say("LEAVING");
            barrier.leave().await();
            referee.say("OUT");
        } else {
            referee.say("TIRED");
        }
    }

    private Worker group() throws InterruptedException {
        referee.say("JOINING");
        var member = GroupMember.join(zk, PATH, setup.id());
        member.joined().await();
        return each(order -> sees(member.members().keySet()));
    }

    private Worker discovery() throws InterruptedException {
        referee.say("JOINING");
        var discovery = ServiceDiscovery.open(zk, PATH, String.class);
        discovery
                .register(discovery.newInstance("it").at("localhost", 4711).payload(setup.id()))
                .await();
        var cache = discovery.cache("it");
        return each(order -> sees(cache.instances().stream()
                .filter(instance -> Objects.equals(instance.port(), 4711))
                .map(ServiceInstance::payload)
                .toList()));
    }

    private void sees(Collection<String> ids) {
        setup.work();
        referee.say("SEES", String.join(" ", ids));
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

    /** How an item is put. */
    private interface Putting {
        void put(String item) throws Exception;
    }

    /** What is done in a round. */
    private interface Round {
        void play(String order) throws Exception;
    }
}
