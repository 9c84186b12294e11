/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client;

/** A listener that is told the states of a session, until this is closed. Closing takes nothing from the session. Thread-safe. */
public interface StateSubscription extends AutoCloseable {
    /**
     * Forgets the listener. It is told nothing any more once this returns, except a state that it is being told right now. Closing
     * twice is harmless.
     */
    @Override
    void close();
}
