/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.op;

import io.zk4j.protocol.ErrorCode;
import io.zk4j.protocol.GetDataRequest;
import io.zk4j.protocol.GetDataResponse;
import io.zk4j.protocol.Perms;
import io.zk4j.protocol.Response;
import io.zk4j.server.tree.TreeView;
import io.zk4j.server.watch.WatchMode;
import io.zk4j.server.watch.WatchTable;
import io.zk4j.server.watch.Watcher;

/** {@code getData}: data and Stat of a znode. */
final class GetData implements ReadOperation<GetDataRequest> {
    private final Checks checks;

    GetData(Checks checks) {
        this.checks = checks;
    }

    @Override
    public Response answer(GetDataRequest request, Caller caller, TreeView view) throws Refused {
        var node = Checks.node(request.path(), view);
        checks.permission(Perms.READ, node, caller);
        return new GetDataResponse(node.data(), node.stat());
    }

    @Override
    public boolean needsCore(GetDataRequest request) {
        return request.watch();
    }

    @Override
    public void leaveWatch(GetDataRequest request, ErrorCode outcome, WatchTable watches, Watcher watcher) {
        if (request.watch() && outcome == ErrorCode.OK) {
            watches.add(request.path(), watcher, WatchMode.DATA);
        }
    }
}
