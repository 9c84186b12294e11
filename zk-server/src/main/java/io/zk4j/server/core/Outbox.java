/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.core;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * What the core has for one connection and its event loop has not written yet.
 *
 * <p>The core adds, the event loop takes; the two share nothing else. Adding does not wake the loop: the core does that once
 * at the end of a batch, so that a batch costs each connection one hand-over and one flush. But what was added can be seen at
 * once by a loop that answers a read in the meantime, which is what keeps events ahead of the data they announce.
 */
public final class Outbox {
    /** A client that lets more than this pile up does not read; it is cut off. */
    public static final long WEIGHT_MAX = 16L << 20;

    private static final AtomicLongFieldUpdater<Outbox> WEIGHT =
            AtomicLongFieldUpdater.newUpdater(Outbox.class, "weight");
    private static final AtomicIntegerFieldUpdater<Outbox> WAKES =
            AtomicIntegerFieldUpdater.newUpdater(Outbox.class, "wakesUnderWay");

    private final ConcurrentLinkedQueue<Outgoing> waiting = new ConcurrentLinkedQueue<>();

    @SuppressWarnings("UnusedVariable") // it is, by way of WEIGHT
    private volatile long weight;

    @SuppressWarnings("UnusedVariable") // it is, by way of WAKES
    private volatile int wakesUnderWay; // 0 or 1

    /** Core thread. Returns false if the connection has too much waiting. */
    boolean add(Outgoing outgoing) {
        waiting.add(outgoing);
        return WEIGHT.addAndGet(this, outgoing.weight()) <= WEIGHT_MAX;
    }

    /** Event loop: the next thing to write, or null. */
    public @Nullable Outgoing poll() {
        var next = waiting.poll();
        if (next != null) {
            WEIGHT.addAndGet(this, -next.weight());
        }
        return next;
    }

    public boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Core thread: true if the loop must be told; false if it has been and has not come yet. */
    boolean startWake() {
        return WAKES.getAndSet(this, 1) == 0;
    }

    /** Event loop: to be called before emptying, so that whatever is added after the last poll wakes it again. */
    public void wakeArrived() {
        wakesUnderWay = 0;
    }

    /** Forgets everything; for a connection that is gone. */
    public void clear() {
        boolean more = true;
        while (more) {
            more = poll() != null;
        }
    }
}
