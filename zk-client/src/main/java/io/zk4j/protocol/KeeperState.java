/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.protocol;

import org.jspecify.annotations.Nullable;

/** The state of a session in a {@link WatcherEvent}. Servers send 3; the others exist only inside clients. */
public enum KeeperState {
    UNKNOWN(-1),
    DISCONNECTED(0),
    NO_SYNC_CONNECTED(1),
    SYNC_CONNECTED(3),
    AUTH_FAILED(4),
    CONNECTED_READ_ONLY(5),
    SASL_AUTHENTICATED(6),
    EXPIRED(-112),
    CLOSED(7);

    private final int code;

    KeeperState(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /** The constant with this number, or null if there is none. */
    public static @Nullable KeeperState of(int code) {
        for (KeeperState each : values()) {
            if (each.code == code) {
                return each;
            }
        }
        return null;
    }
}
