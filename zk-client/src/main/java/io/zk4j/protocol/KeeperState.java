/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.protocol;

import org.jspecify.annotations.Nullable;

/** The state of a session in a {@link WatcherEvent}. Servers send 3; the others exist only inside clients. */
public enum KeeperState {
    /** A number that old clients use for what they do not know; servers send no such state. */
    UNKNOWN(-1),
    /** Without a connection; the session may still live. */
    DISCONNECTED(0),
    /** A state of early releases, no longer sent. */
    NO_SYNC_CONNECTED(1),
    /** Connected to a server that is part of a quorum. */
    SYNC_CONNECTED(3),
    /** A credential was refused; the session is over. */
    AUTH_FAILED(4),
    /** Connected to a server without a quorum, which only answers reads. */
    CONNECTED_READ_ONLY(5),
    /** The SASL conversation has succeeded. */
    SASL_AUTHENTICATED(6),
    /** The session is over and its ephemeral znodes are gone or going. */
    EXPIRED(-112),
    /** The client has closed the session. */
    CLOSED(7);

    private final int code;

    KeeperState(int code) {
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
    public static @Nullable KeeperState of(int code) {
        for (KeeperState each : values()) {
            if (each.code == code) {
                return each;
            }
        }
        return null;
    }
}
