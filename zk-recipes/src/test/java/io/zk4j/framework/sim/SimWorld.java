/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.framework.sim;

import io.zk4j.framework.Registration;
import io.zk4j.framework.Timers;
import java.time.Duration;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.Executor;

/** Time, chance, and everything that is yet to happen. */
public final class SimWorld implements Timers {
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final int EVENTS_MAX = 2_000_000;

    /** Something that happens at a moment; of the same moment, what was planned first. */
    private record Event(long atNanos, long number, Runnable action) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) { // written out, as a simulation does little else
            int byTime = Long.compare(atNanos, other.atNanos);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }

    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final Random random;
    private long nowNanos;
    private long planned;
    private int happened;

    public SimWorld(long seed) {
        this.random = new Random(
                new SplittableRandom(seed).nextLong()); // as the first numbers of neighbouring seeds are alike
    }

    @Override
    public long nanoTime() {
        return nowNanos;
    }

    public long nowMillis() {
        return nowNanos / NANOS_PER_MILLI;
    }

    @Override
    public Registration after(Duration delay, Runnable task) {
        var event = new Event(nowNanos + Math.max(0, delay.toNanos()), planned++, task);
        events.add(event);
        return () -> events.remove(event);
    }

    /** Plans something. */
    public void in(long millis, Runnable action) {
        long atNanos =
                (nowMillis() + millis) * NANOS_PER_MILLI; // or else fractions would let messages overtake each other
        events.add(new Event(Math.max(nowNanos, atNanos), planned++, action));
    }

    /** Runs things one at a time, each after a moment of its own. */
    public Executor executor() {
        return task -> events.add(new Event(nowNanos + random.nextInt(200_000), planned++, task));
    }

    public int upTo(int bound) {
        return random.nextInt(bound);
    }

    long below(long bound) {
        return random.nextLong(bound);
    }

    public boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    public UUID guid() {
        return new UUID(random.nextLong(), random.nextLong());
    }

    /** Lets everything happen that is planned until then. */
    public void runUntilMillis(long millis) {
        while (!events.isEmpty() && events.peek().atNanos() <= millis * NANOS_PER_MILLI) {
            runNext();
        }
        nowNanos = Math.max(nowNanos, millis * NANOS_PER_MILLI);
    }

    /** Lets so many things happen. */
    public void runSteps(int steps) {
        for (int i = 0; i < steps; i++) {
            runNext();
        }
    }

    private void runNext() {
        Event next = events.remove();
        nowNanos = next.atNanos();
        if (++happened > EVENTS_MAX) {
            throw new AssertionError("more than " + EVENTS_MAX + " events: something goes in circles");
        }
        next.action().run();
    }
}
