/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What has been started and must be stopped in the opposite order, once, whoever asks for it. Thread-safe. */
final class Lifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Lifecycle.class);

    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Started> started = new ArrayDeque<>(); // latest first; guarded by the lock
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    /** Something has been started; {@code stop} ends it. */
    void started(String what, Stop stop) {
        lock.lock();
        try {
            started.push(new Started(what, stop));
        } finally {
            lock.unlock();
        }
    }

    /** Stops everything and returns when that is done, also if somebody else does it. */
    void stop() {
        if (!stopping.getAndSet(true)) {
            try {
                for (var next = latest(); next != null; next = latest()) {
                    stop(next);
                }
            } finally {
                stopped.countDown();
            }
        } else {
            awaitStopped();
        }
    }

    /** Stops everything on another thread, because one of the server's own threads cannot go on. */
    void fail(Throwable cause) {
        if (failure.compareAndSet(null, cause)) {
            new Thread(this::stop, "zk4j-stop").start();
        }
    }

    /** Why the server stopped by itself; null if it did not. */
    @Nullable
    Throwable failure() {
        return failure.get();
    }

    void awaitStopped() {
        boolean interrupted = false;
        while (true) {
            try {
                stopped.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true; // what is stopping must still be waited for
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private @Nullable Started latest() {
        lock.lock();
        try {
            return started.poll();
        } finally {
            lock.unlock();
        }
    }

    private static void stop(Started part) {
        try {
            part.stop.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            LOG.warn("Could not stop {} cleanly", part.what, e);
        }
    }

    /** How one part is stopped. */
    @FunctionalInterface
    interface Stop {
        void run() throws Exception;
    }

    private record Started(String what, Stop stop) {}
}
