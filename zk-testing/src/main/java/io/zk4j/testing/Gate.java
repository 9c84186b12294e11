/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Where the threads of a {@link FaultyProxy} wait while it fails. The lock guards the fault; waiting gives it up. */
final class Gate {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Duration longestDelay;
    private @Nullable Fault fault;

    Gate(Duration longestDelay) {
        this.longestDelay = longestDelay;
    }

    /** What is wrong now; null for nothing. */
    @Nullable
    Fault fault() {
        lock.lock();
        try {
            return fault;
        } finally {
            lock.unlock();
        }
    }

    void shut(Fault nowFails) {
        set(nowFails);
    }

    void open() {
        set(null);
    }

    /** Lets those who wait look again whether they still need to. */
    void wake() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Returns when a piece may pass, or when {@code isOver} says that its connection is gone. */
    void pass(Random random, BooleanSupplier isOver) {
        lock.lock();
        try {
            if (fault == Fault.DELAY) {
                waitAtMost(1 + random.nextInt((int) longestDelay.toMillis()), isOver);
            }
            while ((fault == Fault.STALL || fault == Fault.BLACK_HOLE) && !isOver.getAsBoolean()) {
                changed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    private void waitAtMost(long millis, BooleanSupplier isOver) {
        long left = TimeUnit.MILLISECONDS.toNanos(millis);
        try {
            while (left > 0 && fault == Fault.DELAY && !isOver.getAsBoolean()) {
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // nobody interrupts these threads; if so, the piece is early
        }
    }

    private void set(@Nullable Fault now) {
        lock.lock();
        try {
            fault = now;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
