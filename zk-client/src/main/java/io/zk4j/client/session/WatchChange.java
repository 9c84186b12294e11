/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client.session;

import io.zk4j.protocol.WatcherType;
import org.jspecify.annotations.Nullable;

/** What a reply does to the table of watches. Carried out before the reply is handed on. */
public sealed interface WatchChange<W> permits WatchChange.Add, WatchChange.Remove {
    /** The znode, as the server knows it. */
    String serverPath();

    /** What was asked for, which decides on which replies a watch is left, and in which table. */
    enum Kind {
        /** By getData: left if the node is there. */
        DATA,
        /** By exists: left in any case; a data watch if the node is there. */
        EXIST,
        /** By getChildren: left if the node is there. */
        CHILD,
        /** By addWatch: stays after it has fired. */
        PERSISTENT,
        /** By addWatch: stays after it has fired and covers everything below. */
        PERSISTENT_RECURSIVE
    }

    /** Adds {@code watcher} if the reply says that the server has left a watch. */
    record Add<W>(Kind kind, String serverPath, W watcher) implements WatchChange<W> {}

    /**
     * Removes {@code watcher}, or every watcher of the path if it is null, and tells those removed.
     *
     * @param local whether to remove even if the server has not
     */
    record Remove<W>(String serverPath, @Nullable W watcher, WatcherType type, boolean local)
            implements WatchChange<W> {}
}
