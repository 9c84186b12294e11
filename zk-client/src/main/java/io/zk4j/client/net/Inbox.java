/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client.net;

import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * What any thread hands to one that takes it out, in order. Two lists in turns: the owner takes all that has come at once, so that nobody
 * waits for it, and no object is made for what is handed over.
 *
 * <p>It has no bound of its own: what it holds are calls, which the session counts, and those on their way to be refused.
 */
final class Inbox<T> {
    /** Guarded by this, for a few instructions at a time. */
    private Queue<T> coming = new ArrayDeque<>();
    /** The owner's. */
    private Queue<T> taken = new ArrayDeque<>();

    /** Hands something over; any thread. */
    synchronized void add(T item) {
        coming.add(item);
    }

    /** The next one; null if there is none. For the owner alone. */
    @Nullable
    T poll() {
        T next = taken.poll();
        if (next != null) {
            return next;
        }
        takeAll();
        return taken.poll();
    }

    private synchronized void takeAll() {
        Queue<T> empty = taken;
        taken = coming;
        coming = empty;
    }

    /** Whether there is nothing. For the owner alone. */
    boolean isEmpty() {
        return taken.isEmpty() && nothingHasCome();
    }

    private synchronized boolean nothingHasCome() {
        return coming.isEmpty();
    }
}
