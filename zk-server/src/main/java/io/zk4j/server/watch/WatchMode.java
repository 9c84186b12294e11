/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.watch;

/** What a watch waits for, and for how long. A connection may hold several modes on one path. */
public enum WatchMode {
    /** The znode is created, deleted or its data set; once. */
    DATA(1, true, false),
    /** The znode is deleted or its list of children changes; once. */
    CHILDREN(2, false, true),
    /** Both of these, until removed. */
    PERSISTENT(4, true, true),
    /** The znode or any below it is created, deleted or its data set; until removed. */
    RECURSIVE(8, true, false);

    static final int DATA_TABLE = mask(true);
    static final int CHILD_TABLE = mask(false);

    private final int bit;
    private final boolean ofData;
    private final boolean ofChildren;

    WatchMode(int bit, boolean ofData, boolean ofChildren) {
        this.bit = bit;
        this.ofData = ofData;
        this.ofChildren = ofChildren;
    }

    int bit() {
        return bit;
    }

    private static int mask(boolean data) {
        int mask = 0;
        for (WatchMode mode : values()) {
            if (data ? mode.ofData : mode.ofChildren) {
                mask |= mode.bit;
            }
        }
        return mask;
    }
}
