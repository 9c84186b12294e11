/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.protocol;

import org.jspecify.annotations.Nullable;

/** Which watches of a path are meant by {@code checkWatches} and {@code removeWatches}. */
public enum WatcherType {
    /** One-shot child watches. */
    CHILDREN(1),
    /** One-shot data watches. */
    DATA(2),
    /** All watches of the path, whatever their mode. */
    ANY(3),
    /** Persistent watches of the path itself and its list of children. */
    PERSISTENT(4),
    /** Persistent watches of the path and everything below. */
    PERSISTENT_RECURSIVE(5);

    private final int code;

    WatcherType(int code) {
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
    public static @Nullable WatcherType of(int code) {
        for (WatcherType each : values()) {
            if (each.code == code) {
                return each;
            }
        }
        return null;
    }
}
