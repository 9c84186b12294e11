/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.primitive;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Brings changes, each of which an event announces and a read reveals, into the order of their events; pure.
 *
 * <p>A read may reveal a change that is later than others which are still to be read, if its znode has changed twice: such a change is
 * held back until nothing earlier can come. Reads are answered in order, so that is one round trip away at most.
 *
 * @param <T> a change
 */
final class ChangeOrder<T> {
    /** A change and the number of the last event that it comes from. */
    private record Held<T>(long number, long arrival, T change) {}

    private final Consumer<T> told;
    private final PriorityQueue<Held<T>> held =
            new PriorityQueue<>(Comparator.<Held<T>>comparingLong(Held::number).thenComparingLong(Held::arrival));
    /** The events that reads are to reveal, and their zxids. */
    private final TreeMap<Long, Long> awaited = new TreeMap<>();

    private long arrivals;

    ChangeOrder(Consumer<T> told) {
        this.told = told;
    }

    /** Something will be read because of this event. */
    void await(long number, long zxid) {
        awaited.put(number, zxid);
    }

    /** What was awaited for this event has been read, and its changes were handed in. */
    void settle(long number) {
        awaited.remove(number);
        letGo();
    }

    /** A change that has come with this event or before it. */
    void add(long number, T change) {
        held.add(new Held<>(number, arrivals++, change));
        letGo();
    }

    /** Up to which zxid everything has been told, if up to this one everything has been announced. -1 if that cannot be known. */
    long toldUpTo(long announced) {
        if (awaited.isEmpty()) {
            return announced;
        }
        long first = awaited.firstEntry().getValue();
        return first < 0 ? -1 : first - 1;
    }

    private void letGo() {
        while (!held.isEmpty() && (awaited.isEmpty() || held.element().number() < awaited.firstKey())) {
            told.accept(held.remove().change());
        }
    }
}
