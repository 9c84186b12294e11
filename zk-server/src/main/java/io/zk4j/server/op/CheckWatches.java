/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.op;

import io.zk4j.protocol.CheckWatchesRequest;
import io.zk4j.protocol.EmptyResponse;
import io.zk4j.protocol.ErrorCode;
import io.zk4j.protocol.Response;
import io.zk4j.protocol.WatcherType;
import io.zk4j.server.tree.TreeView;
import io.zk4j.server.watch.WatchTable;
import io.zk4j.server.watch.Watcher;

/** {@code checkWatches}: whether the connection watches a path in some way. */
final class CheckWatches implements WatchOperation<CheckWatchesRequest> {
    @Override
    public Response answer(CheckWatchesRequest request, Watcher watcher, WatchTable watches, TreeView view)
            throws Refused {
        var type = WatcherType.of(request.type());
        if (type == null) {
            throw new Refused(ErrorCode.MARSHALLING_ERROR);
        }
        if (!watches.contains(request.path(), watcher, type)) {
            throw new Refused(ErrorCode.NO_WATCHER);
        }
        return new EmptyResponse();
    }
}
