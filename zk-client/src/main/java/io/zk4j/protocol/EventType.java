/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.protocol;

import org.jspecify.annotations.Nullable;

/** What a {@link WatcherEvent} reports. Servers send 1 to 4; the others exist only inside clients. */
public enum EventType {
    /** Nothing about a znode: the state of the connection or session changed. */
    NONE(-1),
    /** The znode came into being. */
    NODE_CREATED(1),
    /** The znode was deleted. */
    NODE_DELETED(2),
    /** The data of the znode was set, even to what it was before. */
    NODE_DATA_CHANGED(3),
    /** A child of the znode was created or deleted. */
    NODE_CHILDREN_CHANGED(4),
    /** A data watch was taken away by its client. */
    DATA_WATCH_REMOVED(5),
    /** A child watch was taken away by its client. */
    CHILD_WATCH_REMOVED(6),
    /** A persistent watch was taken away by its client. */
    PERSISTENT_WATCH_REMOVED(7);

    private final int code;

    EventType(int code) {
        this.code = code;
    }

    /** {@return the number on the wire} */
    public int code() {
        return code;
    }

    /**
     * {@return the constant with this number, or null if there is none}
     *
     * @param code the number on the wire
     */
    public static @Nullable EventType of(int code) {
        for (EventType each : values()) {
            if (each.code == code) {
                return each;
            }
        }
        return null;
    }
}
