/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Threads that work until they have seen that they are no longer wanted; an exception of one is not lost. */
final class Workers<T> {
    private static final Duration END_PATIENCE = Duration.ofSeconds(60);

    private final ExecutorService threads;
    private final List<Future<T>> results = new ArrayList<>();

    Workers(String name, List<? extends Callable<T>> work) {
        threads = Executors.newFixedThreadPool(work.size(), task -> {
            var thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
        work.forEach(each -> results.add(threads.submit(each)));
        threads.shutdown();
    }

    /** Waits for the end of all, which were told to end, and returns what they made. */
    List<T> join() {
        var all = new ArrayList<T>();
        long deadline = System.nanoTime() + END_PATIENCE.toNanos();
        for (var result : results) {
            try {
                all.add(result.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS));
            } catch (ExecutionException e) {
                throw new IllegalStateException("a client of the load has failed", e.getCause());
            } catch (TimeoutException e) {
                throw new IllegalStateException("a client of the load still works after " + END_PATIENCE, e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while waiting for the clients of the load", e);
            }
        }
        return all;
    }
}
