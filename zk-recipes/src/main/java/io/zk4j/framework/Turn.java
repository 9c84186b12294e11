/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.framework;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs steps one after the other, in the order in which they were handed in. State that only such steps touch needs no lock. A step
 * never waits for anything.
 *
 * <p>Steps run on an executor, or {@link #atOnce at once} on the thread that hands them in: a thread that is woken for each step costs
 * more than most steps.
 */
public final class Turn implements Executor {
    private static final Logger LOG = LoggerFactory.getLogger(Turn.class);

    /** How long a thread that hands a step in is kept by those that come meanwhile; the one step that exceeds it is finished. */
    private static final Duration AT_ONCE_MAX = Duration.ofMillis(1);

    private static final long WITHOUT_END = Long.MAX_VALUE;

    /** A step that the thread which hands it in must not take. */
    private record Apart(Runnable step) implements Runnable {
        @Override
        public void run() {
            step.run();
        }
    }

    private final Executor target;
    private final Timers timers;
    private final boolean atOnce;
    private final Queue<Runnable> steps = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicReference<@Nullable Thread> runner = new AtomicReference<>();
    private final Runnable draining = this::drain;

    private Turn(Executor target, Timers timers, boolean atOnce) {
        this.target = target;
        this.timers = timers;
        this.atOnce = atOnce;
    }

    /** A turn whose steps run on the executor and whose clock is that of the timers. */
    public Turn(Executor target, Timers timers) {
        this(target, timers, false);
    }

    /**
     * A turn whose steps run on the thread that hands them in, unless another thread takes steps at that moment, which takes these as well.
     * After a millisecond what is left goes to the executor, as does what timers bring and what is taken {@link #apart}.
     */
    public static Turn atOnce(Executor rest, Timers timers) {
        return new Turn(rest, timers, true);
    }

    @Override
    public void execute(Runnable step) {
        if (add(step)) {
            if (atOnce) {
                drain(AT_ONCE_MAX.toNanos());
            } else {
                handOver();
            }
        }
    }

    /** Takes a step on the executor in any case, because it may take its time: it reads files, say. */
    public void apart(Runnable step) {
        if (add(new Apart(step))) {
            handOver();
        }
    }

    /** Whether nobody takes steps, so that the caller has to see to it. */
    private boolean add(Runnable step) {
        steps.add(step);
        return waiting.getAndIncrement() == 0;
    }

    private void handOver() {
        try {
            target.execute(draining);
        } catch (RejectedExecutionException refused) {
            LOG.warn("the executor refuses work; steps run on the thread that hands them in", refused);
            drain();
        }
    }

    /** Takes a step later, unless what is returned is closed before. */
    public Registration after(Duration delay, Runnable step) {
        var wanted = new AtomicBoolean(true);
        Registration timer = afterIf(wanted::get, delay, () -> {
            if (wanted.get()) {
                step.run();
            }
        });
        return () -> {
            wanted.set(false);
            timer.close();
        };
    }

    /**
     * Takes a step later, if it is wanted then, which the timer's thread asks: or else no other thread is woken.
     *
     * @return forgets the step, if the timer has not rung
     */
    Registration afterIf(BooleanSupplier wanted, Duration delay, Runnable step) {
        return timers.after(delay, () -> {
            if (wanted.getAsBoolean()) {
                apart(step);
            }
        });
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
        drain(WITHOUT_END);
    }

    /** Takes what waits, for about so long. */
    private void drain(long nanosMax) {
        Thread me = Thread.currentThread();
        runner.set(me);
        long begunNanos = timers.nanoTime();
        do {
            if (nanosMax != WITHOUT_END && steps.peek() instanceof Apart) {
                break;
            }
            take();
            if (waiting.decrementAndGet() == 0) {
                runner.compareAndSet(me, null); // unless another thread has begun with the next steps
                return;
            }
        } while (timers.nanoTime() - begunNanos < nanosMax);
        runner.set(null);
        handOver();
    }

    private void take() {
        Runnable step = steps.poll();
        if (step != null) {
            take(step);
        }
    }

    /** Takes what belongs to one step but to several owners, now: what goes wrong for one is logged and keeps nothing from the others. */
    static void each(List<Runnable> parts) {
        parts.forEach(Turn::take);
    }

    private static void take(Runnable step) {
        try {
            step.run();
        } catch (Throwable bug) { // an error too, or else nobody would take the steps behind it
            LOG.error("a step failed", bug);
        }
    }
}
