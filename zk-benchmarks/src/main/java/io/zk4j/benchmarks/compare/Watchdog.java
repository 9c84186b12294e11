/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.benchmarks.compare;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Interrupts work that takes too long: a server that no longer answers must not hold up the run for ever. */
final class Watchdog {
    private final Duration longest;

    Watchdog(Duration longest) {
        this.longest = longest;
    }

    /** What may take long. */
    interface Work {
        void run() throws Exception;
    }

    /**
     * Does it on the calling thread.
     *
     * @throws IllegalStateException if it was interrupted because it took too long
     */
    void during(String what, Work work) throws Exception {
        var done = new CountDownLatch(1);
        var worker = Thread.currentThread();
        var watching = new Thread(() -> interruptUnless(done, worker), "watchdog");
        watching.setDaemon(true);
        watching.start();
        long begun = System.nanoTime();
        try {
            work.run();
        } catch (Exception e) {
            if (System.nanoTime() - begun >= longest.toNanos()) {
                throw new IllegalStateException(what + " was not done after " + longest, e);
            }
            throw e;
        } finally {
            done.countDown();
            watching.join();
        }
    }

    private void interruptUnless(CountDownLatch done, Thread worker) {
        try {
            if (!done.await(longest.toNanos(), TimeUnit.NANOSECONDS)) {
                worker.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
