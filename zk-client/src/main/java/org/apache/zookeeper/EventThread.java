/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.zookeeper;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the watchers and callbacks of one client, one after another, in the order they were handed in.
 *
 * <p>Ends when it was told to and nothing is left. Whatever is handed in later (the callback of a call on a client that is closed) still runs
 * in order, on a thread that lives just as long as there is something to run.
 *
 * <p>The queue has no bound of its own: whoever hands in is the I/O thread, which must neither wait nor leave anything out. See
 * docs/decisions/0004.
 */
final class EventThread {
    private static final Logger LOG = LoggerFactory.getLogger(EventThread.class);

    private final String name;

    // A lock, because many threads hand in and one takes out; it is never held while a task runs.
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private Queue<Runnable> coming = new ArrayDeque<>();
    private @Nullable Thread thread;
    private boolean endAsked;

    /** The thread's own: it takes all that have come at once, so that it and who hands in seldom want the lock at the same time. */
    private Queue<Runnable> taken = new ArrayDeque<>();

    EventThread(String name) {
        this.name = name;
    }

    /** Runs a task behind all those before. Never blocks. */
    void execute(Runnable task) {
        lock.lock();
        try {
            coming.add(task);
            if (thread == null) {
                var fresh = new Thread(this::runTasks, name);
                fresh.setDaemon(true);
                fresh.start(); // If the system has no thread left for us, the next task will try again.
                thread = fresh; // Not too late: its first step waits for the lock.
            } else {
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Lets the thread end whenever nothing is left to run. */
    void endWhenDone() {
        lock.lock();
        try {
            endAsked = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until nothing is left to run and the thread has gone. A task that calls this does not wait for itself.
     *
     * @param timeoutMillis longest wait; 0 only looks
     * @return whether the thread has gone
     */
    boolean awaitEnd(long timeoutMillis) throws InterruptedException {
        long left = TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
        lock.lock();
        try {
            while (thread != null && thread != Thread.currentThread() && left > 0) {
                left = changed.awaitNanos(left);
            }
            return thread == null;
        } finally {
            lock.unlock();
        }
    }

    private void runTasks() {
        for (Runnable task = take(); task != null; task = take()) {
            run(task);
        }
    }

    /** The next task; null if the thread is to end. */
    private @Nullable Runnable take() {
        Runnable next = taken.poll();
        return next == null ? takeAll() : next;
    }

    private @Nullable Runnable takeAll() {
        lock.lock();
        try {
            while (coming.isEmpty() && !endAsked) {
                changed.awaitUninterruptibly();
            }
            Queue<Runnable> empty = taken;
            taken = coming;
            coming = empty;
            Runnable next = taken.poll();
            if (next == null) {
                thread = null;
                changed.signalAll();
            }
            return next;
        } finally {
            lock.unlock();
        }
    }

    /** Whatever the application throws, errors included, must not end the thread that its other callbacks wait for. */
    private static void run(Runnable task) {
        try {
            task.run();
        } catch (Throwable e) {
            LOG.error("A watcher or callback of the application threw an exception; the next one runs all the same", e);
        }
    }
}
