/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.framework;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** A clock that never goes back, and a bell that it rings. */
public interface Timers {
    /** The clock of {@link System#nanoTime} and a thread that all of the process shares. */
    Timers SYSTEM = new Timers() {
        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public Registration after(Duration delay, Runnable task) {
            var bell = new CompletableFuture<Void>();
            CompletionStage<Void> rung = bell.completeOnTimeout(null, delay.toNanos(), TimeUnit.NANOSECONDS);
            rung.thenRun(task);
            return () -> bell.cancel(false); // also takes it from the thread's queue
        }
    };

    /** Nanoseconds since some moment. */
    long nanoTime();

    /**
     * Runs a task later, once, on a thread that it must not hold up.
     *
     * @return forgets the task if it has not begun
     */
    Registration after(Duration delay, Runnable task);
}
