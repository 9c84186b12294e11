/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.op;

import io.zk4j.protocol.AddWatchMode;
import io.zk4j.protocol.AddWatchRequest;
import io.zk4j.protocol.AddWatchResponse;
import io.zk4j.protocol.ErrorCode;
import io.zk4j.protocol.Response;
import io.zk4j.server.tree.TreeView;
import io.zk4j.server.watch.WatchMode;
import io.zk4j.server.watch.WatchTable;
import io.zk4j.server.watch.Watcher;

/** {@code addWatch}: a watch that stays, of one znode or of a whole subtree. The znode need not exist. */
final class AddWatch implements WatchOperation<AddWatchRequest> {
    @Override
    public Response answer(AddWatchRequest request, Watcher watcher, WatchTable watches, TreeView view) throws Refused {
        var mode = AddWatchMode.of(request.mode());
        if (mode == null) {
            throw new Refused(ErrorCode.MARSHALLING_ERROR);
        }
        watches.add(
                request.path(),
                watcher,
                mode == AddWatchMode.PERSISTENT_RECURSIVE ? WatchMode.RECURSIVE : WatchMode.PERSISTENT);
        return new AddWatchResponse(ErrorCode.OK.code());
    }
}
