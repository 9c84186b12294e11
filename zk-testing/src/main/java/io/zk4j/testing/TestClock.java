/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing;

import io.zk4j.server.core.Clock;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The clock of one server: the machine's, until it is told to jump. While the server is paused, whoever asks for the time waits, so that
 * nothing that depends on time happens. Thread-safe.
 */
public final class TestClock implements Clock {
    private final Clock machine = Clock.system();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition resumed = lock.newCondition();
    private long aheadNanos; // this and what follows: guarded by the lock
    private long wallAheadMillis;
    private boolean stopped;

    TestClock() {}

    /**
     * As if the machine had slept for so long: the server finds that much time gone, on the calendar and for its waits, in which it did
     * nothing.
     */
    public void sleep(Duration howLong) {
        if (howLong.isNegative()) {
            throw new IllegalArgumentException("a sleep of " + howLong + ": waiting never goes back in time");
        }
        change(() -> {
            aheadNanos += howLong.toNanos();
            wallAheadMillis += howLong.toMillis();
        });
    }

    /** As if somebody had set the calendar's clock, forward or back: znodes and transactions carry other times, no wait is affected. */
    public void setCalendar(Duration by) {
        change(() -> wallAheadMillis += by.toMillis());
    }

    /** The calendar is the machine's again. What has passed for the waits stays passed. */
    public void heal() {
        change(() -> wallAheadMillis = 0);
    }

    void stop(boolean wanted) {
        change(() -> {
            stopped = wanted;
            resumed.signalAll();
        });
    }

    boolean isStopped() {
        lock.lock();
        try {
            return stopped;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public long nanos() {
        lock.lock();
        try {
            awaitResumed();
            return machine.nanos() + aheadNanos;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public long wallMillis() {
        lock.lock();
        try {
            awaitResumed();
            return machine.wallMillis() + wallAheadMillis;
        } finally {
            lock.unlock();
        }
    }

    private void awaitResumed() {
        while (stopped) {
            resumed.awaitUninterruptibly();
        }
    }

    private void change(Runnable what) {
        lock.lock();
        try {
            what.run();
        } finally {
            lock.unlock();
        }
    }
}
