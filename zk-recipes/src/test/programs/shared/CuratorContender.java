/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;

import io.zk4j.recipes.shared.Contender;
import io.zk4j.recipes.shared.RefereeLine;
import io.zk4j.recipes.shared.Worker;
import java.util.Collection;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.framework.recipes.atomic.DistributedAtomicLong;
import org.apache.curator.framework.recipes.barriers.DistributedBarrier;
import org.apache.curator.framework.recipes.barriers.DistributedDoubleBarrier;
import org.apache.curator.framework.recipes.leader.LeaderLatch;
import org.apache.curator.framework.recipes.leader.LeaderSelector;
import org.apache.curator.framework.recipes.leader.LeaderSelectorListenerAdapter;
import org.apache.curator.framework.recipes.locks.InterProcessLock;
import org.apache.curator.framework.recipes.locks.InterProcessMutex;
import org.apache.curator.framework.recipes.locks.InterProcessReadWriteLock;
import org.apache.curator.framework.recipes.locks.InterProcessSemaphoreMutex;
import org.apache.curator.framework.recipes.locks.InterProcessSemaphoreV2;
import org.apache.curator.framework.recipes.locks.StandardLockInternalsDriver;
import org.apache.curator.framework.recipes.nodes.GroupMember;
import org.apache.curator.framework.recipes.queue.QueueBuilder;
import org.apache.curator.framework.recipes.queue.QueueConsumer;
import org.apache.curator.framework.recipes.queue.QueueSerializer;
import org.apache.curator.framework.recipes.queue.SimpleDistributedQueue;
import org.apache.curator.framework.recipes.shared.SharedCount;
import org.apache.curator.framework.state.ConnectionState;
import org.apache.curator.retry.ExponentialBackoffRetry;
import org.apache.curator.retry.RetryNTimes;
import org.apache.curator.x.discovery.ServiceDiscoveryBuilder;
import org.apache.curator.x.discovery.ServiceInstance;

/** Curator's contender: the same as zk4j's, written as Curator's users write. */
public final class CuratorContender {
    private static final String PATH = "/shared";
    private static final int NUMBER_DIGITS = 10;
    private static final int PATIENCE_SECONDS = 2;
    private static final int ENTERING_SECONDS_MAX = 4 * PATIENCE_SECONDS;
    private static final int DELAY_MILLIS_MAX = 300;
    private static final int TRIES_MAX = 100;
    private static final int MEMBERS = 4; // of a double barrier: all workers of two sides

    private final Contender.Setup setup;
    private final RefereeLine referee;
    private final CuratorFramework zk;
    private final BlockingQueue<String> inHand = new LinkedBlockingQueue<>();
    private final Semaphore handled = new Semaphore(0);
    private final ExecutorService beside = Executors.newSingleThreadExecutor();
    private int items;

    private CuratorContender(Contender.Setup setup) {
        this.setup = setup;
        this.referee = setup.referee();
        this.zk = CuratorFrameworkFactory.newClient(
                setup.connectString(), 4_000, 15_000, new ExponentialBackoffRetry(100, 5));
        zk.start();
    }

    public static void main(String[] args) throws Exception {
        Contender.run(args, setup -> new CuratorContender(setup).worker());
    }

    private Worker worker() throws Exception {
        switch (setup.recipe()) {
            case "mutex":
                return holding(new InterProcessMutex(zk, PATH), PATH);
            case "mutex-with-kazoo":
                return holding(new InterProcessMutex(zk, PATH, new ByNumberAlone()), PATH);
            case "semaphore-mutex":
                return holding(new InterProcessSemaphoreMutex(zk, PATH), PATH + "/leases");
            case "semaphore": {
                var semaphore = new InterProcessSemaphoreV2(zk, PATH, 2);
                return each(order -> {
                    var lease = semaphore.acquire();
                    setup.hold("S", 0);
                    semaphore.returnLease(lease);
                });
            }
            case "read-write-lock": {
                var lock = new InterProcessReadWriteLock(zk, PATH);
                return each(order -> {
                    boolean writes = setup.random().nextInt(3) == 0;
                    hold(writes ? lock.writeLock() : lock.readLock(), writes ? "X" : "R", PATH);
                });
            }
            case "latch":
                return each(order -> lead());
            case "selector":
            case "selector-with-kazoo":
                return each(order -> select());
            case "counter": {
                var counter = new DistributedAtomicLong(zk, PATH, new RetryNTimes(TRIES_MAX, 1));
                return each(order -> {
                    var value = counter.increment();
                    referee.say(value.succeeded() ? "COUNTED " + value.postValue() : "REFUSED");
                });
            }
            case "shared-count-with-kazoo": {
                var count = new SharedCount(zk, PATH, 0);
                count.start();
                return each(order -> {
                    setup.pause();
                    var value = count.getVersionedValue();
                    boolean counted = count.trySetCount(value, value.getValue() + 1);
                    referee.say(counted ? "COUNTED " + (value.getValue() + 1) : "REFUSED");
                });
            }
            case "queue": {
                var queue = new SimpleDistributedQueue(zk, PATH);
                return each(order -> putAndTake(queue));
            }
            case "id-queue": {
                var queue = consumed().buildIdQueue();
                queue.start();
                return consuming(item -> queue.put(item, setup.id()), 0);
            }
            case "priority-queue": {
                var queue = consumed().buildPriorityQueue(0);
                queue.start();
                return consuming(item -> queue.put(item, setup.random().nextInt()), 0);
            }
            case "delay-queue": {
                var queue = consumed().buildDelayQueue();
                queue.start();
                return consuming(
                        item -> queue.put(item, Long.parseLong(item.substring(item.lastIndexOf(':') + 1))),
                        DELAY_MILLIS_MAX);
            }
            case "barrier": {
                var barrier = new DistributedBarrier(zk, PATH);
                return each(order -> {
                    if (order.equals("KEEP")) {
                        keep(barrier);
                    } else {
                        referee.say("WAITING");
                        referee.say(barrier.waitOnBarrier(PATIENCE_SECONDS, SECONDS) ? "PASSED" : "TIRED");
                    }
                });
            }
            case "double-barrier":
                return each(order -> meet(PATH + "/" + order));
            case "group":
                return group();
            case "discovery":
                return discovery();
            default:
                throw new IllegalArgumentException(setup.recipe());
        }
    }

    private Worker holding(InterProcessLock lock, String line) {
        return each(order -> hold(lock, "X", line));
    }

    private void hold(InterProcessLock lock, String kind, String line) throws Exception {
        lock.acquire();
        setup.hold(kind, kind.equals("X") ? firstInLine(line) : 0);
        lock.release();
    }

    private void lead() throws Exception {
        try (var latch = new LeaderLatch(zk, PATH, setup.id())) {
            latch.start();
            latch.await();
            setup.hold("X", firstInLine(PATH));
        }
    }

    private void select() throws Exception {
        var enough = new CountDownLatch(1);
        try (var selector = new LeaderSelector(zk, PATH, new LeaderSelectorListenerAdapter() {
            @Override
            public void takeLeadership(CuratorFramework client) throws Exception {
                setup.hold("X", firstInLine(PATH));
                if (referee.next().equals("STOP")) {
                    enough.countDown();
                }
            }
        })) {
            selector.setId(setup.id());
            selector.autoRequeue();
            selector.start();
            enough.await();
        }
    }

    private void putAndTake(SimpleDistributedQueue queue) throws Exception {
        var item = setup.id() + ":" + ++items;
        referee.say("PUTTING", item);
        queue.offer(item.getBytes(UTF_8));
        referee.say("PUT", item);
        referee.say("TAKING");
        var taken = queue.poll(PATIENCE_SECONDS, SECONDS);
        referee.say(taken == null ? "NOTHING" : "TOOK " + new String(taken, UTF_8));
    }

    /** From its start on, the consumer can have an item in its hands. */
    private QueueBuilder<String> consumed() {
        referee.say("TAKING");
        return QueueBuilder.builder(zk, new HandingOver(), new Utf8(), PATH).putInBackground(false);
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
            var taken = inHand.poll(PATIENCE_SECONDS, SECONDS);
            if (taken != null) {
                referee.say("TOOK", taken);
                referee.say("TAKING");
                handled.release();
            }
        });
    }

    private void keep(DistributedBarrier barrier) throws Exception {
        barrier.setBarrier();
        referee.say("CLOSED");
        setup.work();
        referee.say("OPENING");
        barrier.removeBarrier();
        referee.say("OPEN");
    }

    /** Who gives up must leave too: its znode would be there until its session ends, and the others wait for it as for one inside. */
    private void meet(String path) throws Exception {
        var barrier = new DistributedDoubleBarrier(zk, path, MEMBERS);
        if (isLetInto(barrier)) {
            referee.say("IN");
            setup.work();
            hearEverything();
            referee.say("LEAVING");
            barrier.leave();
            referee.say("OUT");
        } else {
            referee.say("TIRED");
            barrier.leave();
        }
    }

    /**
     * Enters, with a limit around the barrier's own: whoever hears that enough have come before it has counted them, and then counts fewer
     * because some have left already, waits without one.
     */
    private boolean isLetInto(DistributedDoubleBarrier barrier) throws Exception {
        var entering = beside.submit(() -> barrier.enter(PATIENCE_SECONDS, SECONDS));
        try {
            return entering.get(ENTERING_SECONDS_MAX, SECONDS);
        } catch (TimeoutException forgotten) {
            entering.cancel(true);
            return false;
        }
    }

    /** A notice that comes late, while a member leaves, lets it out although one other is inside. */
    private void hearEverything() throws Exception {
        var heard = new CountDownLatch(1);
        zk.sync().inBackground((client, event) -> zk.runSafe(heard::countDown)).forPath(PATH);
        heard.await();
    }

    private Worker group() {
        referee.say("JOINING");
        var member = new GroupMember(zk, PATH, setup.id());
        member.start();
        return each(order -> sees(member.getCurrentMembers().keySet()));
    }

    private Worker discovery() throws Exception {
        referee.say("JOINING");
        var discovery = ServiceDiscoveryBuilder.builder(String.class)
                .client(zk)
                .basePath(PATH)
                .thisInstance(ServiceInstance.<String>builder()
                        .name("it")
                        .address("localhost")
                        .port(4711)
                        .payload(setup.id())
                        .build())
                .build();
        discovery.start();
        var cache = discovery.serviceCacheBuilder().name("it").build();
        cache.start();
        return each(order -> sees(cache.getInstances().stream()
                .filter(instance -> instance.getPort() == 4711)
                .map(ServiceInstance::getPayload)
                .toList()));
    }

    private void sees(Collection<String> ids) {
        setup.work();
        referee.say("SEES", String.join(" ", ids));
    }

    /** The transaction that made the place of whoever is first: of this one, if it holds what one alone can hold. */
    private long firstInLine(String line) throws Exception {
        String first = null;
        for (String child : zk.getChildren().forPath(line)) {
            if (first == null || number(child).compareTo(number(first)) < 0) {
                first = child;
            }
        }
        return zk.checkExists().forPath(line + "/" + first).getCzxid();
    }

    private static String number(String child) {
        return child.substring(child.length() - NUMBER_DIGITS);
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

    /** Keeps an item until the worker has told the referee. */
    private final class HandingOver implements QueueConsumer<String> {
        @Override
        public void consumeMessage(String item) throws Exception {
            inHand.add(item);
            handled.acquire();
        }

        @Override
        public void stateChanged(CuratorFramework client, ConnectionState state) {}
    }

    /** Items are text. */
    private static final class Utf8 implements QueueSerializer<String> {
        @Override
        public byte[] serialize(String item) {
            return item.getBytes(UTF_8);
        }

        @Override
        public String deserialize(byte[] bytes) {
            return new String(bytes, UTF_8);
        }
    }

    /** What is done in a round. */
    private interface Round {
        void play(String order) throws Exception;
    }

    /** Counts places whatever they are called, so that kazoo's count. */
    private static final class ByNumberAlone extends StandardLockInternalsDriver {
        @Override
        public String fixForSorting(String child, String lockName) {
            return number(child);
        }
    }
}
