/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.core;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
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

    private final ConcurrentLinkedQueue<Outgoing> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicLong weight = new AtomicLong();
    private final AtomicBoolean wakeUnderWay = new AtomicBoolean();

    /** Core thread. Returns false if the connection has too much waiting. */
    boolean add(Outgoing outgoing) {
        waiting.add(outgoing);
        return weight.addAndGet(outgoing.weight()) <= WEIGHT_MAX;
    }

    /** Event loop: the next thing to write, or null. */
    public @Nullable Outgoing poll() {
        var next = waiting.poll();
        if (next != null) {
            weight.addAndGet(-next.weight());
        }
        return next;
    }

    public boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Core thread: true if the loop must be told; false if it has been and has not come yet. */
    boolean startWake() {
        return !wakeUnderWay.getAndSet(true);
    }

    /** Event loop: to be called before emptying, so that whatever is added after the last poll wakes it again. */
    public void wakeArrived() {
        wakeUnderWay.set(false);
    }

    /** Forgets everything; for a connection that is gone. */
    public void clear() {
        boolean more = true;
        while (more) {
            more = poll() != null;
        }
    }
}
