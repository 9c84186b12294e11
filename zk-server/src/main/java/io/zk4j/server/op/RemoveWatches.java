/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.op;

import io.zk4j.protocol.EmptyResponse;
import io.zk4j.protocol.ErrorCode;
import io.zk4j.protocol.RemoveWatchesRequest;
import io.zk4j.protocol.Response;
import io.zk4j.protocol.WatcherType;
import io.zk4j.server.tree.TreeView;
import io.zk4j.server.watch.WatchTable;
import io.zk4j.server.watch.Watcher;

/** {@code removeWatches}: the connection no longer watches a path in some way. No event tells of it. */
final class RemoveWatches implements WatchOperation<RemoveWatchesRequest> {
    @Override
    public Response answer(RemoveWatchesRequest request, Watcher watcher, WatchTable watches, TreeView view)
            throws Refused {
        var type = WatcherType.of(request.type());
        if (type == null) {
            throw new Refused(ErrorCode.MARSHALLING_ERROR);
        }
        if (!watches.remove(request.path(), watcher, type)) {
            throw new Refused(ErrorCode.NO_WATCHER);
        }
        return new EmptyResponse();
    }
}
