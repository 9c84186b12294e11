/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.shared;

/** One who contends, with a connection to the servers of its own. */
public interface Worker extends AutoCloseable {
    /**
     * Contends once.
     *
     * @param order what the referee has answered to the wish to do so
     */
    void round(String order) throws Exception;

    /** Ends its session. */
    @Override
    void close();
}
