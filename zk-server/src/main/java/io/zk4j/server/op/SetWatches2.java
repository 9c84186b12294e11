/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.op;

import io.zk4j.protocol.EmptyResponse;
import io.zk4j.protocol.Response;
import io.zk4j.protocol.SetWatches2Request;
import io.zk4j.server.tree.TreeView;
import io.zk4j.server.watch.WatchMode;
import io.zk4j.server.watch.WatchTable;
import io.zk4j.server.watch.Watcher;

/** {@code setWatches2}: all watches of a client that has reconnected. */
final class SetWatches2 implements WatchOperation<SetWatches2Request> {
    @Override
    public Response answer(SetWatches2Request request, Watcher watcher, WatchTable watches, TreeView view) {
        var restored = new RestoredWatches(request.relativeZxid(), watcher, watches, view);
        restored.data(request.dataWatches());
        restored.existence(request.existWatches());
        restored.children(request.childWatches());
        restored.staying(request.persistentWatches(), WatchMode.PERSISTENT);
        restored.staying(request.persistentRecursiveWatches(), WatchMode.RECURSIVE);
        return new EmptyResponse();
    }
}
