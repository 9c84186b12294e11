/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.protocol;

import org.jspecify.annotations.Nullable;

/** The kind of a watch that stays after it has fired. */
public enum AddWatchMode {
    /** Data and child events of one znode. */
    PERSISTENT(0),
    /** Creations, deletions and data changes of a znode and everything below it. */
    PERSISTENT_RECURSIVE(1);

    private final int code;

    AddWatchMode(int code) {
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
    public static @Nullable AddWatchMode of(int code) {
        for (AddWatchMode each : values()) {
            if (each.code == code) {
                return each;
            }
        }
        return null;
    }
}
