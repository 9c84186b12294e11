/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.session;

/**
 * Hands out session ids that no other server and no earlier start of this one hands out.
 *
 * <p>The top byte is the server's id, the next 40 bits come from the time of the start, the rest counts. An id is never
 * negative by accident of the clock and never 0, which means "none" on the wire. Owned by the core thread.
 */
public final class SessionIds {
    /** The top byte 0xFF marks TTL nodes in a stored ephemeral owner, so no session may have it. */
    public static final int SERVER_ID_MAX = 254;

    private static final int SERVER_ID_SHIFT = 56;
    private static final int TIME_SHIFT = 24;

    private long next;

    /**
     * @param serverId the top byte of all ids
     * @param startedMillis any clock that does not repeat itself over restarts of this server
     */
    public SessionIds(int serverId, long startedMillis) {
        if (serverId < 0 || serverId > SERVER_ID_MAX) {
            throw new IllegalArgumentException("server id " + serverId + " is not within 0.." + SERVER_ID_MAX
                    + "; it must fit the top byte of a session id");
        }
        long time = (startedMillis << TIME_SHIFT) >>> (Long.SIZE - SERVER_ID_SHIFT);
        this.next = time | ((long) serverId << SERVER_ID_SHIFT);
    }

    /** The next id. */
    public long next() {
        if (next == 0) {
            next++;
        }
        return next++;
    }
}
