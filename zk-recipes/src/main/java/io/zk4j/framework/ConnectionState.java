/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.framework;

/** How the connection to the ensemble stands. A framework goes from one session to the next by itself; these are its steps. */
public enum ConnectionState {
    /** No server has been reached yet. Told to nobody, as it is where everything begins. */
    CONNECTING,
    /** A server serves the first session. */
    CONNECTED,
    /**
     * The server is out of reach, the session may go on. What is held is held until {@link Connection#heldUntil}, provably; afterwards
     * nobody can know. Calls wait, watches are kept.
     */
    SUSPENDED,
    /**
     * A server is in reach again. After SUSPENDED it is the same session with everything it held; after LOST a new one
     * ({@link Connection#sessionNumber} has grown) that holds nothing yet.
     */
    RECONNECTED,
    /**
     * The session is over: a server said so, or none has answered for the whole session timeout. Ephemeral znodes and watches of it
     * are gone or go soon, and everything that was held is lost. A new session is being opened.
     */
    LOST,
    /** Connected to a server without a quorum, which serves reads that may be old. Only if that was allowed. */
    READ_ONLY;

    /** Whether a server serves calls now. */
    public boolean isConnected() {
        return this == CONNECTED || this == RECONNECTED || this == READ_ONLY;
    }
}
