/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.op;

import io.zk4j.protocol.Request;
import io.zk4j.protocol.Response;
import io.zk4j.server.tree.TreeView;
import io.zk4j.server.watch.WatchTable;
import io.zk4j.server.watch.Watcher;

/** An operation on watches. Runs on the core thread. */
public non-sealed interface WatchOperation<Q extends Request> extends Operation<Q> {
    /** Does it; events that are due at once are delivered to {@code watcher} before this returns. */
    Response answer(Q request, Watcher watcher, WatchTable watches, TreeView view) throws Refused;
}
