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
    PERSISTENT(4),
    PERSISTENT_RECURSIVE(5);

    private final int code;

    WatcherType(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /** The constant with this number, or null if there is none. */
    public static @Nullable WatcherType of(int code) {
        for (WatcherType each : values()) {
            if (each.code == code) {
                return each;
            }
        }
        return null;
    }
}
