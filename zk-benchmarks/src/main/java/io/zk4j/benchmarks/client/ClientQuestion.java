/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.benchmarks.client;

import io.zk4j.benchmarks.load.Histogram;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import org.apache.zookeeper.AsyncCallback.DataCallback;
import org.apache.zookeeper.AsyncCallback.StatCallback;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException.NodeExistsException;
import org.apache.zookeeper.Watcher.Event.KeeperState;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.data.Stat;
import org.jspecify.annotations.Nullable;

/** What can be asked of a client; the answers are figures by name. */
@SuppressWarnings("try") // close() throws InterruptedException in Apache's API as well.
enum ClientQuestion {
    SYNC_GET {
        @Override
        Map<String, Double> ask(String servers, Duration warmUp, Duration measured) throws Exception {
            return oneByOne(servers, warmUp, measured, zk -> zk.getData(PATH, false, new Stat()));
        }
    },
    SYNC_SET {
        @Override
        Map<String, Double> ask(String servers, Duration warmUp, Duration measured) throws Exception {
            return oneByOne(servers, warmUp, measured, zk -> zk.setData(PATH, new byte[DATA_BYTES], -1));
        }
    },
    ASYNC_GET {
        @Override
        Map<String, Double> ask(String servers, Duration warmUp, Duration measured) throws Exception {
            DataCallback done = (rc, path, answered, data, stat) -> tell(rc, answered);
            return pipelined(servers, warmUp, measured, (zk, answered) -> zk.getData(PATH, false, done, answered));
        }
    },
    ASYNC_SET {
        @Override
        Map<String, Double> ask(String servers, Duration warmUp, Duration measured) throws Exception {
            var data = new byte[DATA_BYTES];
            StatCallback done = (rc, path, answered, stat) -> tell(rc, answered);
            return pipelined(servers, warmUp, measured, (zk, answered) -> zk.setData(PATH, data, -1, done, answered));
        }
    },
    /** From a set by one client to the watcher of another in this process. */
    WATCH {
        @Override
        Map<String, Double> ask(String servers, Duration warmUp, Duration measured) throws Exception {
            var fired = new SynchronousQueue<Long>();
            try (var writer = connect(servers)) {
                return oneByOne(servers, warmUp, measured, zk -> {
                    zk.getData(PATH, event -> handOver(fired), new Stat());
                    long begun = System.nanoTime();
                    writer.setData(PATH, new byte[DATA_BYTES], -1);
                    return fired.take() - begun;
                });
            }
        }
    },
    CONNECT {
        @Override
        Map<String, Double> ask(String servers, Duration warmUp, Duration measured) throws Exception {
            connectUntil(servers, System.nanoTime() + warmUp.toNanos(), new Histogram(), new Histogram());
            var connects = new Histogram();
            var closes = new Histogram();
            connectUntil(servers, System.nanoTime() + measured.toNanos(), connects, closes);
            return Map.of("CONNECT", connects.nanosAt(0.5) / 1e6, "CLOSE", closes.nanosAt(0.5) / 1e6);
        }
    };

    private static final String PATH = "/client";
    private static final int DATA_BYTES = 100;
    private static final int UNDER_WAY = 1_000;
    private static final int SESSION_TIMEOUT_MILLIS = 30_000;

    abstract Map<String, Double> ask(String servers, Duration warmUp, Duration measured) throws Exception;

    /** Makes one call and waits for the answer; a number that it returns is the latency that counts, in nanoseconds. */
    private interface Call {
        @Nullable
        Object make(ZooKeeper zk) throws Exception;
    }

    private interface AsyncCall {
        void make(ZooKeeper zk, Runnable answered);
    }

    private static Map<String, Double> oneByOne(String servers, Duration warmUp, Duration measured, Call call)
            throws Exception {
        try (var zk = prepared(servers)) {
            repeatUntil(System.nanoTime() + warmUp.toNanos(), zk, call, new Histogram());
            var latencies = new Histogram(); // Which leaves no garbage: allocated bytes are to be the client's own.
            var cost = new Cost();
            repeatUntil(System.nanoTime() + measured.toNanos(), zk, call, latencies);
            var figures = cost.perCall(latencies.total());
            figures.put("P50", latencies.nanosAt(0.5) / 1e3);
            figures.put("P99", latencies.nanosAt(0.99) / 1e3);
            return figures;
        }
    }

    private static void repeatUntil(long deadline, ZooKeeper zk, Call call, Histogram latencies) throws Exception {
        for (long start = System.nanoTime(); start < deadline || latencies.total() == 0; ) {
            var told = call.make(zk);
            long now = System.nanoTime();
            latencies.add(told instanceof Long nanos ? nanos : now - start);
            start = now;
        }
    }

    private static Map<String, Double> pipelined(String servers, Duration warmUp, Duration measured, AsyncCall call)
            throws Exception {
        try (var zk = prepared(servers)) {
            floodUntil(System.nanoTime() + warmUp.toNanos(), zk, call);
            var cost = new Cost();
            long calls = floodUntil(System.nanoTime() + measured.toNanos(), zk, call);
            return new TreeMap<>(cost.perCall(calls));
        }
    }

    private static long floodUntil(long deadline, ZooKeeper zk, AsyncCall call) throws InterruptedException {
        var free = new Semaphore(UNDER_WAY);
        Runnable answered = free::release;
        long calls = 0;
        while (System.nanoTime() < deadline) {
            free.acquire();
            call.make(zk, answered);
            calls++;
        }
        free.acquire(UNDER_WAY);
        return calls;
    }

    /** An error ends the measurement: whoever waits for the answer waits in vain. */
    private static void tell(int rc, @Nullable Object answered) {
        if (rc != 0 || !(answered instanceof Runnable release)) {
            throw new IllegalStateException("a request was answered with error " + rc);
        }
        release.run();
    }

    private static void handOver(SynchronousQueue<Long> fired) {
        try {
            fired.put(System.nanoTime());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void connectUntil(String servers, long deadline, Histogram connects, Histogram closes)
            throws Exception {
        while (connects.total() == 0 || System.nanoTime() < deadline) {
            long begun = System.nanoTime();
            var zk = connect(servers);
            long connected = System.nanoTime();
            zk.close();
            connects.add(connected - begun);
            closes.add(System.nanoTime() - connected);
        }
    }

    private static ZooKeeper prepared(String servers) throws Exception {
        var zk = connect(servers);
        try {
            zk.create(PATH, new byte[DATA_BYTES], Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
        } catch (NodeExistsException e) {
            return zk; // from a run before
        }
        return zk;
    }

    private static ZooKeeper connect(String servers) throws IOException, InterruptedException {
        var connected = new CountDownLatch(1);
        var zk = new ZooKeeper(servers, SESSION_TIMEOUT_MILLIS, event -> {
            if (event.getState() == KeeperState.SyncConnected) {
                connected.countDown();
            }
        });
        connected.await();
        return zk;
    }
}
