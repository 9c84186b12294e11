/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.op;

import io.zk4j.protocol.ErrorCode;
import io.zk4j.protocol.ExistsRequest;
import io.zk4j.protocol.Perms;
import io.zk4j.protocol.Response;
import io.zk4j.protocol.StatResponse;
import io.zk4j.server.tree.TreeView;
import io.zk4j.server.watch.WatchMode;
import io.zk4j.server.watch.WatchTable;
import io.zk4j.server.watch.Watcher;

/** {@code exists}: the Stat of a znode. Its watch may wait for a znode that is yet to come. */
final class Exists implements ReadOperation<ExistsRequest> {
    private final Checks checks;

    Exists(Checks checks) {
        this.checks = checks;
    }

    @Override
    public Response answer(ExistsRequest request, Caller caller, TreeView view) throws Refused {
        Checks.pathHasNoNul(request.path());
        var node = Checks.node(request.path(), view);
        checks.permission(Perms.READ, node, caller);
        return new StatResponse(node.stat());
    }

    @Override
    public boolean needsCore(ExistsRequest request) {
        return request.watch();
    }

    @Override
    public void leaveWatch(ExistsRequest request, ErrorCode outcome, WatchTable watches, Watcher watcher) {
        if (request.watch() && (outcome == ErrorCode.OK || outcome == ErrorCode.NO_NODE)) {
            watches.add(request.path(), watcher, WatchMode.DATA);
        }
    }
}
