/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.op;

import io.zk4j.protocol.ErrorCode;
import io.zk4j.protocol.GetChildrenRequest;
import io.zk4j.protocol.GetChildrenResponse;
import io.zk4j.protocol.Perms;
import io.zk4j.protocol.Response;
import io.zk4j.server.tree.TreeView;
import io.zk4j.server.watch.WatchMode;
import io.zk4j.server.watch.WatchTable;
import io.zk4j.server.watch.Watcher;

/** {@code getChildren}: the names of a znode's children. */
final class GetChildren implements ReadOperation<GetChildrenRequest> {
    private final Checks checks;

    GetChildren(Checks checks) {
        this.checks = checks;
    }

    @Override
    public Response answer(GetChildrenRequest request, Caller caller, TreeView view) throws Refused {
        var node = Checks.node(request.path(), view);
        checks.permission(Perms.READ, node, caller);
        return new GetChildrenResponse(view.children(node));
    }

    @Override
    public boolean needsCore(GetChildrenRequest request) {
        return request.watch();
    }

    @Override
    public void leaveWatch(GetChildrenRequest request, ErrorCode outcome, WatchTable watches, Watcher watcher) {
        if (request.watch() && outcome == ErrorCode.OK) {
            watches.add(request.path(), watcher, WatchMode.CHILDREN);
        }
    }
}
