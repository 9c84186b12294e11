/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.zookeeper;

/** Which times to live a node may have. */
final class TimeToLive {
    /** The server stores a time to live in 40 bits. */
    private static final long TTL_MILLIS_MAX = (1L << 40) - 1;

    private TimeToLive() {}

    /**
     * Refuses what every server would refuse.
     *
     * @throws IllegalArgumentException saying why
     */
    static void check(CreateMode mode, long ttlMillis) {
        if (mode.isTTL()) {
            if (ttlMillis <= 0 || ttlMillis > TTL_MILLIS_MAX) {
                throw new IllegalArgumentException(
                        "a node of mode " + mode + " needs a ttl of 1 to " + TTL_MILLIS_MAX + " ms, not " + ttlMillis);
            }
        } else if (ttlMillis > 0) {
            throw new IllegalArgumentException("a ttl was given, but mode " + mode + " has none");
        }
    }
}
