/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.tree;

/**
 * The stored "ephemeral owner" of a znode, a number that really says which kind of znode it is.
 *
 * <p>0 is persistent, the smallest long a container, a top byte of 0xFF a TTL node whose low 40 bits are the
 * milliseconds; all else is the session id of an ephemeral. The layout is Apache's, on disk and in digests.
 */
public final class EphemeralOwner {
    /** No owner: a persistent znode. */
    public static final long NONE = 0;

    /** A container. */
    public static final long CONTAINER = Long.MIN_VALUE;

    /** The longest time to live, in milliseconds. */
    public static final long TTL_MILLIS_MAX = (1L << 40) - 1;

    private static final long TTL_MARK = 0xFF000000_00000000L;

    private EphemeralOwner() {}

    /** The stored owner of a TTL znode. */
    public static long ofTtl(long ttlMillis) {
        if (!isTtlAllowed(ttlMillis)) {
            throw new IllegalArgumentException("a TTL of " + ttlMillis + " ms is not within 1.." + TTL_MILLIS_MAX);
        }
        return TTL_MARK | ttlMillis;
    }

    public static boolean isTtlAllowed(long ttlMillis) {
        return ttlMillis > 0 && ttlMillis <= TTL_MILLIS_MAX;
    }

    public static boolean isContainer(long owner) {
        return owner == CONTAINER;
    }

    public static boolean isTtl(long owner) {
        return (owner & TTL_MARK) == TTL_MARK;
    }

    /** The time to live of a TTL znode. */
    public static long ttlMillis(long owner) {
        return owner & TTL_MILLIS_MAX;
    }

    /** Whether the owner is a session. */
    public static boolean isSession(long owner) {
        return owner != NONE && !isContainer(owner) && !isTtl(owner);
    }

    /** What clients are shown: the session of an ephemeral, 0 for everything else. */
    public static long shownToClients(long owner) {
        return isSession(owner) ? owner : NONE;
    }
}
