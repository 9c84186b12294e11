/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client.session;

/** Where a session stands. The last three are final. */
public enum SessionPhase {
    /** No server serves the session at the moment; one is being looked for. */
    CONNECTING,
    /** A server serves the session. */
    CONNECTED,
    /** A server without a quorum serves reads only. */
    CONNECTED_READ_ONLY,
    /** Closed by the application. */
    CLOSED,
    /** A server said so, or none has answered for the session timeout. */
    EXPIRED,
    /** A server refused a credential. */
    AUTH_FAILED;

    public boolean isConnected() {
        return this == CONNECTED || this == CONNECTED_READ_ONLY;
    }

    /** Whether the session is over for good. */
    public boolean isFinal() {
        return this == CLOSED || this == EXPIRED || this == AUTH_FAILED;
    }
}
