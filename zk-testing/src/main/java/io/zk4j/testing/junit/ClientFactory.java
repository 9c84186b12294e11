/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.junit;

/**
 * Makes clients of a further type for tests. Found with {@link java.util.ServiceLoader}, so that other libraries can have theirs injected
 * by {@link ZkCluster}. Thread-safe.
 *
 * @param <C> what it makes, exactly as parameters and fields name it
 */
public interface ClientFactory<C> {
    /** What it makes. */
    Class<C> type();

    /** A new client that is ready for use. */
    C open(String connectString);

    /** Closes a client, after its test. */
    void close(C client) throws Exception;
}
