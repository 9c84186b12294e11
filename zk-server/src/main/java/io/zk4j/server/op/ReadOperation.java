/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.op;

import io.zk4j.protocol.ErrorCode;
import io.zk4j.protocol.Request;
import io.zk4j.protocol.Response;
import io.zk4j.server.tree.TreeView;
import io.zk4j.server.watch.WatchTable;
import io.zk4j.server.watch.Watcher;

/** An operation that only looks, and perhaps leaves a watch. */
public non-sealed interface ReadOperation<Q extends Request> extends Operation<Q> {
    /** Looks at the tree and answers. Runs on any thread, perhaps several times for one request. */
    Response answer(Q request, Caller caller, TreeView view) throws Refused;

    /** Whether the request must be answered by the core thread in the order of all writes. */
    default boolean needsCore(Q request) {
        return false;
    }

    /**
     * Leaves the watch that the request asked for, if any. To be called by the core thread after {@link #answer}, before
     * the next transaction is applied.
     *
     * @param outcome what was answered
     */
    default void leaveWatch(Q request, ErrorCode outcome, WatchTable watches, Watcher watcher) {}
}
