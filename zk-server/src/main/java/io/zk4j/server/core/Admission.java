/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.core;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts the requests that went to the core and are not answered yet, over all connections, and turns more away at a bound.
 *
 * <p>Thread-safe. A connection with nothing under way is always admitted, so that a few greedy clients cannot silence the
 * others; so the true bound is the limit plus one request for each connection. One that is turned away is not read from until
 * an answer of its own has left.
 */
public final class Admission {
    private final int underWayMax;
    private final AtomicInteger underWay = new AtomicInteger();

    /**
     * Lets so many in.
     *
     * @param underWayMax {@code globalOutstandingLimit}
     */
    public Admission(int underWayMax) {
        this.underWayMax = underWayMax;
    }

    /**
     * Counts one more request, or turns it away.
     *
     * @param ownUnderWay requests of the asking connection that are not answered yet
     */
    public boolean tryEnter(int ownUnderWay) {
        if (ownUnderWay > 0 && underWay.get() >= underWayMax) {
            return false;
        }
        underWay.incrementAndGet();
        return true;
    }

    public void leave(int requests) {
        underWay.addAndGet(-requests);
    }

    public int underWay() {
        return underWay.get();
    }
}
