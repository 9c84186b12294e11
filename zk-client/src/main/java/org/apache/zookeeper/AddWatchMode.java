/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.zookeeper;

/** What a watch set by {@link ZooKeeper#addWatch} covers. Both kinds stay until they are removed. */
public enum AddWatchMode {
    /** The node itself: its data, its existence and its list of children. */
    PERSISTENT(ZooDefs.AddWatchModes.persistent),

    /** The node and everything below it: data and existence, not lists of children. */
    PERSISTENT_RECURSIVE(ZooDefs.AddWatchModes.persistentRecursive);

    private final int mode;

    AddWatchMode(int mode) {
        this.mode = mode;
    }

    /** {@return the number that stands for this mode on the wire} */
    public int getMode() {
        return mode;
    }
}
