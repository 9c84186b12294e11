/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.op;

import io.zk4j.protocol.ErrorCode;
import io.zk4j.protocol.GetChildren2Request;
import io.zk4j.protocol.GetChildren2Response;
import io.zk4j.protocol.Perms;
import io.zk4j.protocol.Response;
import io.zk4j.server.tree.TreeView;
import io.zk4j.server.watch.WatchMode;
import io.zk4j.server.watch.WatchTable;
import io.zk4j.server.watch.Watcher;

/** {@code getChildren2}: the names of a znode's children, and its Stat. */
final class GetChildren2 implements ReadOperation<GetChildren2Request> {
    private final Checks checks;

    GetChildren2(Checks checks) {
        this.checks = checks;
    }

    @Override
    public Response answer(GetChildren2Request request, Caller caller, TreeView view) throws Refused {
        var node = Checks.node(request.path(), view);
        checks.permission(Perms.READ, node, caller);
        return new GetChildren2Response(view.children(node), node.stat());
    }

    @Override
    public boolean needsCore(GetChildren2Request request) {
        return request.watch();
    }

    @Override
    public void leaveWatch(GetChildren2Request request, ErrorCode outcome, WatchTable watches, Watcher watcher) {
        if (request.watch() && outcome == ErrorCode.OK) {
            watches.add(request.path(), watcher, WatchMode.CHILDREN);
        }
    }
}
