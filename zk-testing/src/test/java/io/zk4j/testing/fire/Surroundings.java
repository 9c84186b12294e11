/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.fire;

import io.zk4j.testing.FaultyProxy;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.zookeeper.ZooKeeper;

/**
 * What the clients of a trial share.
 *
 * @param opened every handle that was ever opened, for as long as something holds on to it
 */
record Surroundings(
        List<Target> targets,
        List<FaultyProxy> proxies,
        ScheduledExecutorService threads,
        Violations violations,
        Tally tally,
        Queue<WeakReference<ZooKeeper>> opened) {
    private static final int SESSION_TIMEOUT_MILLIS = 3_000;
    /** For the pauses of a machine that has other things to do. */
    private static final int SLACK_MILLIS = 15_000;

    private static final int LATER_MILLIS = 100;

    static Surroundings of(int clients, List<FaultyProxy> proxies, ScheduledExecutorService threads) {
        return new Surroundings(
                IntStream.range(0, clients).mapToObj(Target::of).toList(),
                proxies,
                threads,
                new Violations(),
                new Tally(),
                new ConcurrentLinkedQueue<>());
    }

    /** The proxies in front of the one server. */
    String connectString() {
        return proxies.stream().map(FaultyProxy::connectString).collect(Collectors.joining(","));
    }

    /** The node of the client with this number, counted round and round. */
    Target target(int number) {
        return targets.get(number % targets.size());
    }

    int sessionTimeoutMillis() {
        return SESSION_TIMEOUT_MILLIS;
    }

    /** Every other client has one; zero for the rest. */
    long requestTimeoutMillis(int number) {
        return number % 2 == 0 ? 0 : SESSION_TIMEOUT_MILLIS;
    }

    /**
     * Without a timeout of its own a call waits for a connection that turns out dead, and then for each of the others to be tried, which
     * ends with the session.
     */
    Duration deadline(int number) {
        long timeout = requestTimeoutMillis(number);
        return Duration.ofMillis(SLACK_MILLIS + (timeout == 0 ? 2 * SESSION_TIMEOUT_MILLIS : timeout));
    }

    /** Runs it soon. */
    void later(Runnable task) {
        var unused = threads.schedule(watched(task), LATER_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Runs it again and again. */
    void repeatedly(int pauseMillis, Runnable task) {
        var unused = threads.scheduleWithFixedDelay(watched(task), 0, pauseMillis, TimeUnit.MILLISECONDS);
    }

    /** An exception of a task must not be lost with it. */
    private Runnable watched(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                violations.tell("a task of the test failed: " + e);
                throw e;
            }
        };
    }
}
