/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the callbacks of one session on the application's executor, one at a time and in order, and reports one that blocks the others
 * with its stack.
 */
final class SerialExecutor implements Executor {
    private static final Logger LOG = LoggerFactory.getLogger(SerialExecutor.class);

    private final Executor target;
    private final long blockedNanos;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicBoolean watched = new AtomicBoolean();
    private final Runnable draining = this::drain;

    // Written by the thread that runs the tasks, read by the watchdog; the task last, which makes the other two valid.
    private volatile long sinceNanos;
    private volatile @Nullable Thread thread;
    private volatile @Nullable Runnable running;

    /** Since when the callback ran that was reported last, once being enough. Handed on between looks. */
    private volatile long reportedSinceNanos;

    /**
     * An executor on top of another.
     *
     * @param blocked a callback that runs longer is reported
     */
    SerialExecutor(Executor target, Duration blocked) {
        this.target = target;
        this.blockedNanos = blocked.toNanos();
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
        if (waiting.getAndIncrement() == 0) {
            try {
                target.execute(draining);
            } catch (RejectedExecutionException refused) {
                LOG.warn("the executor for callbacks refuses work; they run on the I/O thread", refused);
                drain();
            }
        }
    }

    private void drain() {
        watch();
        thread = Thread.currentThread();
        do {
            Runnable task = tasks.poll();
            if (task != null) {
                run(task);
            }
        } while (waiting.decrementAndGet() > 0);
    }

    private void run(Runnable task) {
        sinceNanos = System.nanoTime();
        running = task;
        guard(task);
        running = null;
    }

    /**
     * Runs a callback, or one of several that are told the same. Whatever it throws is logged and goes no further: an error as little as
     * an exception, or else the callbacks behind it would wait for ever.
     */
    static void guard(Runnable callback) {
        try {
            callback.run();
        } catch (Throwable bug) {
            LOG.error("a callback failed", bug);
        }
    }

    /** One look at a time, and only while there is something to look at. */
    private void watch() {
        if (watched.compareAndSet(false, true)) {
            CompletableFuture.delayedExecutor(blockedNanos, TimeUnit.NANOSECONDS, Runnable::run)
                    .execute(this::look);
        }
    }

    private void look() {
        watched.set(false);
        long since = sinceNanos;
        Thread blocked = thread;
        if (running == null || blocked == null) {
            return;
        }
        long nanos = System.nanoTime() - since;
        if (nanos >= blockedNanos && since != reportedSinceNanos && since == sinceNanos) {
            reportedSinceNanos = since;
            var stack = new StringBuilder();
            for (StackTraceElement element : blocked.getStackTrace()) {
                stack.append("\n\tat ").append(element);
            }
            LOG.warn(
                    "a callback blocks {} others of its session for {} ms, thread {}:{}",
                    waiting.get() - 1,
                    TimeUnit.NANOSECONDS.toMillis(nanos),
                    blocked.getName(),
                    stack);
        }
        watch();
    }
}
