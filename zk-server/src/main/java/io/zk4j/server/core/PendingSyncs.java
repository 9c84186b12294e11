/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.core;

/** How many syncs of learners a leader has not answered yet. Owned by the core thread. */
public final class PendingSyncs {
    private int count;

    void asked() {
        count++;
    }

    void answered() {
        count--;
    }

    public int count() {
        return count;
    }
}
