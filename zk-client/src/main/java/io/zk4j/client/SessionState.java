/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client;

/**
 * Where a session stands.
 *
 * @param kind what it is
 * @param sessionId zero until there is one
 * @param number grows with each state of this client, so that a later one is recognised
 * @param provablyAliveUntilNanos on {@link System#nanoTime}'s clock: until then no server can have let the session expire, whatever
 *     the network does. Who holds a lock is safe until then
 */
public record SessionState(Kind kind, long sessionId, long number, long provablyAliveUntilNanos) {
    /** The kinds of state. The last three are final. */
    public enum Kind {
        /** The first server is being looked for. */
        CONNECTING,
        /** A server serves the session. */
        CONNECTED,
        /** Connected to a server without a quorum, which serves reads that may be old. */
        CONNECTED_READ_ONLY,
        /** The server is lost; another one is being looked for. Calls wait, watches are kept. */
        SUSPENDED,
        /** A server said so, or none has answered for the session timeout. */
        EXPIRED,
        /** Closed by the application. */
        CLOSED,
        /** A server has refused a credential. */
        AUTH_FAILED;

        /** {@return whether a server serves the session now} */
        public boolean isConnected() {
            return this == CONNECTED || this == CONNECTED_READ_ONLY;
        }

        /** {@return whether the session is over for good} */
        public boolean isFinal() {
            return this == EXPIRED || this == CLOSED || this == AUTH_FAILED;
        }
    }
}
