/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.disk;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** What is wrong with a disk, whatever is on it. Thread-safe. */
final class DiskHealth {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private long syncDelayNanos; // this and what follows: guarded by the lock
    private boolean syncsFail;
    private boolean full;

    void slowSyncs(Duration by) {
        change(() -> syncDelayNanos = by.toNanos());
    }

    void failSyncs(boolean fail) {
        change(() -> syncsFail = fail);
    }

    void fill(boolean isFull) {
        change(() -> full = isFull);
    }

    boolean isFull() {
        lock.lock();
        try {
            return full;
        } finally {
            lock.unlock();
        }
    }

    void beforeWrite(String file, long newBytes) throws IOException {
        if (newBytes > 0 && isFull()) {
            throw new IOException(file + ": No space left on device");
        }
    }

    /** Lets those who wait look again whether they still need to. */
    void wake() {
        change(() -> {});
    }

    /** Returns when a sync of this file may begin, at once if {@code isOver} says that it does not matter any more. */
    void beforeSync(String file, BooleanSupplier isOver) throws IOException {
        lock.lock();
        try {
            long begunNanos = System.nanoTime();
            for (long left = syncDelayNanos;
                    left > 0 && !isOver.getAsBoolean();
                    left = syncDelayNanos - (System.nanoTime() - begunNanos)) {
                var unused = changed.await(left, TimeUnit.NANOSECONDS);
            }
            if (syncsFail) {
                throw new IOException(file + ": Input/output error");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(file + ": interrupted while it was synced", e);
        } finally {
            lock.unlock();
        }
    }

    private void change(Runnable what) {
        lock.lock();
        try {
            what.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
