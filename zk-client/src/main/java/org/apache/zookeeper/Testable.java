/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.zookeeper;

import java.io.IOException;

/** Lets tests make a client suffer. */
public interface Testable {
    /** Ends the session as if a server had said that it is expired. */
    void injectSessionExpiration();

    /**
     * Hands an event to the default watcher, through the event thread, as if it had happened.
     *
     * @param event what has happened
     */
    void queueEvent(WatchedEvent event);

    /**
     * Breaks the connection, as a network would; the client reconnects.
     *
     * @throws IOException never; Apache's declares it
     */
    default void closeSocket() throws IOException {}
}
