/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * The threads of one server: it is started by a thread of a group of its own, which all that it starts inherit. So whoever is left when it
 * has ended can be named. Thread-safe.
 */
final class ServerThreads {
    /** Five seconds or more; a pause of the machine is one look. */
    private static final int LOOKS_MAX = 2_500;

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(2);
    private static final int COUNTED_MAX = 256;
    /** Netty has one such thread for the whole JVM; it ends when it has been idle for a second. */
    private static final String SHARED = "globalEventExecutor";

    private final ThreadGroup group;

    ServerThreads(String name) {
        group = new ThreadGroup(name);
    }

    /** Has a thread of the group do something, and waits for it. */
    <T, X extends Exception> T call(Starting<T, X> what) throws X {
        var done = new CompletableFuture<T>();
        new Thread(group, () -> complete(done, what::run), group.getName()).start();
        try {
            return done.join();
        } catch (CompletionException e) {
            @SuppressWarnings("unchecked") // nothing else is thrown, but for what needs not be declared
            var cause = (X) e.getCause();
            throw cause;
        }
    }

    private static <T> void complete(CompletableFuture<T> done, Callable<T> what) {
        try {
            done.complete(what.call());
        } catch (Throwable e) { // for the thread that waits
            done.completeExceptionally(e);
        }
    }

    /**
     * Waits until no thread of the group is left.
     *
     * @throws IllegalStateException if one does not end, with what it does
     */
    void requireNone() {
        for (int looks = 1; !left().isEmpty(); looks++) {
            if (looks == LOOKS_MAX) {
                throw new IllegalStateException("threads of " + group.getName() + " have not ended:\n" + stories());
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }

    private List<Thread> left() {
        var alive = new Thread[COUNTED_MAX];
        int count = group.enumerate(alive);
        return Arrays.stream(alive, 0, count)
                .filter(thread -> !thread.getName().startsWith(SHARED))
                .toList();
    }

    private String stories() {
        return left().stream()
                .map(thread -> thread.getName()
                        + Arrays.stream(thread.getStackTrace())
                                .map(frame -> "\n    at " + frame)
                                .collect(Collectors.joining()))
                .collect(Collectors.joining("\n"));
    }

    /** What is done by a thread of the group. */
    @FunctionalInterface
    interface Starting<T, X extends Exception> {
        T run() throws X;
    }
}
