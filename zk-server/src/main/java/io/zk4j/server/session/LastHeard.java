/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.session;

/** When a session was last heard of; asked only when a session seems due, so that requests need not report themselves. */
@FunctionalInterface
public interface LastHeard {
    /** Says that nothing is known, as of a session without a connection. */
    long NEVER = Long.MIN_VALUE;

    /** Time of the session's last packet on the clock of {@link SessionTable}, or {@link #NEVER}. */
    long millis(long sessionId);
}
