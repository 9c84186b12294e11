/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.watch;

import io.zk4j.protocol.WatcherEvent;
import io.zk4j.server.acl.AuthId;
import java.util.List;

/** A connection that may watch. Watches are kept by the identity of this object and end with the connection. */
public interface Watcher {
    /** The zxid of events that catch up with what happened before a reconnect. */
    long CATCHING_UP = -1;

    /**
     * Queues an event to the client. Called on the core thread while the change is being made; must not block.
     *
     * @param zxid of the change, or {@link #CATCHING_UP}
     */
    void deliver(WatcherEvent event, long zxid);

    /** Who the connection is at this moment: it hears only of znodes that it may read. */
    List<AuthId> ids();

    /** The session behind the connection, for display. */
    long sessionId();
}
