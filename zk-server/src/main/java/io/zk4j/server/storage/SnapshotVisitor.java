/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.storage;

import io.zk4j.server.tree.Znode;

/** Takes the content of a snapshot in the order of the file. */
public interface SnapshotVisitor {
    /** A session. */
    void session(long id, int timeoutMillis);

    /**
     * A znode, in place of one that is there already; the root is {@code "/"}. Parents come before children.
     *
     * @throws IllegalArgumentException if the parent has not come; the snapshot is then taken for damaged
     */
    void znode(String path, Znode znode);
}
