/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.tree;

/** Placeholder to be replaced in the next step. */
final class QuotaBook {
    QuotaBook(NodeStore store) {}

    void created(Znode node) {}

    void deleted(Znode node) {}

    void dataChanged(Znode before, Znode after) {}

    void recompute() {}
}
