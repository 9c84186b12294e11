/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
import io.zk4j.recipes.shared.Contender;
import io.zk4j.recipes.shared.RefereeLine;
import io.zk4j.recipes.shared.Worker;
import java.util.concurrent.CountDownLatch;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.framework.recipes.leader.LeaderLatch;
import org.apache.curator.framework.recipes.leader.LeaderSelector;
import org.apache.curator.framework.recipes.leader.LeaderSelectorListenerAdapter;
import org.apache.curator.framework.recipes.locks.InterProcessLock;
import org.apache.curator.framework.recipes.locks.InterProcessMutex;
import org.apache.curator.framework.recipes.locks.InterProcessReadWriteLock;
import org.apache.curator.framework.recipes.locks.InterProcessSemaphoreMutex;
import org.apache.curator.framework.recipes.locks.InterProcessSemaphoreV2;
import org.apache.curator.framework.recipes.locks.StandardLockInternalsDriver;
import org.apache.curator.retry.ExponentialBackoffRetry;

/** Curator's contender: the same as zk4j's, written as Curator's users write. */
public final class CuratorContender {
    private static final String PATH = "/shared";
    private static final int NUMBER_DIGITS = 10;

    private final Contender.Setup setup;
    private final RefereeLine referee;
    private final CuratorFramework zk;

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

    private Worker worker() {
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
