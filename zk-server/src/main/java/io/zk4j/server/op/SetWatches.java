/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.op;

import io.zk4j.protocol.EmptyResponse;
import io.zk4j.protocol.Response;
import io.zk4j.protocol.SetWatchesRequest;
import io.zk4j.server.tree.TreeView;
import io.zk4j.server.watch.WatchTable;
import io.zk4j.server.watch.Watcher;

/** {@code setWatches}: the one-shot watches of a client that has reconnected. */
final class SetWatches implements WatchOperation<SetWatchesRequest> {
    @Override
    public Response answer(SetWatchesRequest request, Watcher watcher, WatchTable watches, TreeView view) {
        var restored = new RestoredWatches(request.relativeZxid(), watcher, watches, view);
        restored.data(request.dataWatches());
        restored.existence(request.existWatches());
        restored.children(request.childWatches());
        return new EmptyResponse();
    }
}
