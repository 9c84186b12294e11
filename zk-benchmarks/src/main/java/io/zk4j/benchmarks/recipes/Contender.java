/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.benchmarks.recipes;

import java.time.Duration;

/** Somebody with a session of their own, who wants a lock and stands in an election. For one thread. */
public interface Contender extends AutoCloseable {
    /** A library that has locks and elections. */
    @FunctionalInterface
    interface Library {
        /** Opens a session and waits for it. */
        Contender connect(String servers, Duration sessionTimeout) throws Exception;
    }

    /** Acquires the lock at this path, however long that takes. */
    void lock(String path) throws Exception;

    /** Gives it back, and returns when the servers have confirmed that. */
    void unlock() throws Exception;

    /**
     * Stands in the election at this path.
     *
     * @param elected told when it leads
     */
    void stand(String path, Runnable elected) throws Exception;

    /** How many stand in that election. */
    int standing() throws Exception;

    /** Leaves the election, as the leader or not. */
    void resign() throws Exception;

    /** Ends the session. */
    @Override
    void close();
}
