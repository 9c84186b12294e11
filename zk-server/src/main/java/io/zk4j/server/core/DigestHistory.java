/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.core;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The tree's digest at every 128th transaction, so that two servers can be compared. Owned by the core thread. */
public final class DigestHistory {
    private static final int INTERVAL = 128;
    private static final int KEPT_MAX = 1024;

    private final Deque<Entry> entries = new ArrayDeque<>();

    static boolean wants(long zxid) {
        return zxid % INTERVAL == 0;
    }

    void add(long zxid, long digest) {
        if (entries.size() == KEPT_MAX) {
            entries.remove();
        }
        entries.add(new Entry(zxid, digest));
    }

    /** Oldest first. */
    public List<Entry> entries() {
        return List.copyOf(entries);
    }

    /** The digest right after a transaction. */
    public record Entry(long zxid, long digest) {}
}
