/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.framework;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs steps one after the other, in the order in which they were handed in, on whatever threads an executor has. State that only
 * such steps touch needs no lock. A step never waits for anything.
 */
public final class Turn implements Executor {
    private static final Logger LOG = LoggerFactory.getLogger(Turn.class);

    private final Executor target;
    private final Timers timers;
    private final Queue<Runnable> steps = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicReference<@Nullable Thread> runner = new AtomicReference<>();
    private final Runnable draining = this::drain;

    /** A turn whose steps run on the executor and whose clock is that of the timers. */
    public Turn(Executor target, Timers timers) {
        this.target = target;
        this.timers = timers;
    }

    @Override
    public void execute(Runnable step) {
        steps.add(step);
        if (waiting.getAndIncrement() == 0) {
            try {
                target.execute(draining);
            } catch (RejectedExecutionException refused) {
                LOG.warn("the executor refuses work; steps run on the thread that hands them in", refused);
                drain();
            }
        }
    }

    /** Takes a step later, unless what is returned is closed before. */
    public Registration after(Duration delay, Runnable step) {
        var forgotten = new AtomicBoolean();
        Registration timer = timers.after(
                delay,
                () -> execute(() -> {
                    if (!forgotten.get()) {
                        step.run();
                    }
                }));
        return () -> {
            forgotten.set(true);
            timer.close();
        };
    }

    /** The time on the clock of this turn, in nanoseconds since some moment. */
    public long nanoTime() {
        return timers.nanoTime();
    }

    /** The moment so much later. */
    public Deadline deadlineIn(Duration time) {
        return new Deadline(nanoTime() + time.toNanos(), timers);
    }

    /** A moment on the clock of this turn. */
    public Deadline deadlineAt(long nanoTime) {
        return new Deadline(nanoTime, timers);
    }

    /** Whether the calling thread takes a step right now, and so must not wait for another one. */
    public boolean isMine() {
        return runner.get() == Thread.currentThread();
    }

    private void drain() {
        Thread me = Thread.currentThread();
        runner.set(me);
        do {
            take();
        } while (waiting.decrementAndGet() > 0);
        runner.compareAndSet(me, null); // unless another thread has begun with the next steps
    }

    private void take() {
        Runnable step = steps.poll();
        if (step == null) {
            return;
        }
        try {
            step.run();
        } catch (RuntimeException bug) {
            LOG.error("a step failed", bug);
        }
    }
}
