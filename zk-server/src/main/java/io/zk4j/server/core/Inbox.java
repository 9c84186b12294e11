/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.core;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Everything that waits for one thread (the core, the log thread), in the order of arrival.
 *
 * <p>Any thread puts, the owner takes all there is at once; so a batch is as large as the load makes it. Putting never
 * blocks, because event loops and the core must not. The bound lies at the sources instead: requests of clients pass
 * {@link Admission} first, a connection opens and closes once, and the log thread, the ticker and the snapshot thread
 * have at most one message under way for each thing they were asked.
 *
 * @param <T> what is put in
 */
public final class Inbox<T> {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition notEmpty = lock.newCondition();
    private List<T> waiting = new ArrayList<>();
    private boolean ownerWaits;

    public void put(T item) {
        lock.lock();
        try {
            waiting.add(item);
            wakeOwner();
        } finally {
            lock.unlock();
        }
    }

    /** Adds several in one step, so that the owner is woken once for them. */
    public void putAll(List<? extends T> items) {
        lock.lock();
        try {
            waiting.addAll(items);
            wakeOwner();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until there is something and takes all of it. {@code spare} is emptied and collects what comes next. */
    List<T> takeAll(List<T> spare) throws InterruptedException {
        spare.clear();
        lock.lock();
        try {
            while (waiting.isEmpty()) {
                ownerWaits = true;
                notEmpty.await();
            }
            ownerWaits = false;
            var taken = waiting;
            waiting = spare;
            return taken;
        } finally {
            lock.unlock();
        }
    }

    private void wakeOwner() {
        if (ownerWaits) {
            ownerWaits = false;
            notEmpty.signal();
        }
    }
}
