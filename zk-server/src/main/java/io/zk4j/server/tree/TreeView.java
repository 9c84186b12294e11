/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.tree;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a reader sees of the tree: everything as of one transaction. Valid only while the reader runs. */
public interface TreeView {
    /** The last transaction that is visible here. */
    long zxid();

    /** The znode at a path; also for a path that is not well-formed, where there is none. */
    @Nullable
    Znode get(String path);

    /** Bare names of a znode's children, in no particular order; {@code node} must have come from this view. */
    List<String> children(Znode node);

    /** Paths of the ephemerals of a session, in no particular order. */
    List<String> ephemerals(long sessionId);

    /** Number of znodes below a znode, at any depth. */
    int countDescendants(Znode node);
}
