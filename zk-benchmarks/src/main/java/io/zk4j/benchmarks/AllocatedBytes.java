/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.benchmarks;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.concurrent.Semaphore;

/**
 * What all threads of this JVM together allocate for each request of a client. Uses the JDK only, so that it runs beside anybody's
 * client.
 */
final class AllocatedBytes {
    private static final int WARM_UP_ROUNDS = 5;
    private static final int MEASURED_ROUNDS = 3;
    private static final int REQUESTS_PER_ROUND = 40_000;
    private static final int IN_FLIGHT = 64;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Makes one request. */
    interface Request {
        /** Makes it and waits for the answer. */
        void make() throws Exception;
    }

    /** Makes one request without waiting. */
    interface AsyncRequest {
        /** Makes it; {@code answered} is run when the answer is there. */
        void make(Runnable answered) throws Exception;
    }

    /** Measures requests that are made one after the other, and prints the least of a few rounds. */
    void oneByOne(String what, Request request) throws Exception {
        print(what + ", one by one", () -> {
            for (int i = 0; i < REQUESTS_PER_ROUND; i++) {
                request.make();
            }
        });
    }

    /** Measures requests of which many are under way, and prints the least of a few rounds. */
    void pipelined(String what, AsyncRequest request) throws Exception {
        var free = new Semaphore(IN_FLIGHT);
        Runnable answered = free::release;
        print(what + ", pipelined", () -> {
            for (int i = 0; i < REQUESTS_PER_ROUND; i++) {
                free.acquire();
                request.make(answered);
            }
            free.acquire(IN_FLIGHT);
            free.release(IN_FLIGHT);
        });
    }

    private void print(String what, Request round) throws Exception {
        for (int i = 0; i < WARM_UP_ROUNDS; i++) {
            round.make();
        }
        long least = Long.MAX_VALUE;
        for (int i = 0; i < MEASURED_ROUNDS; i++) {
            long before = allocated();
            round.make();
            least = Math.min(least, allocated() - before);
        }
        System.out.printf(Locale.ROOT, "    %-24s %,6d%n", what, least / REQUESTS_PER_ROUND);
    }

    /** Threads that have ended no longer count, so no client may end one while it is measured; none does. */
    private long allocated() {
        long bytes = 0;
        for (long each : threads.getThreadAllocatedBytes(threads.getAllThreadIds())) {
            bytes += Math.max(0, each);
        }
        return bytes;
    }
}
