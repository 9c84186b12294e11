/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.op;

import io.zk4j.protocol.GetAllChildrenNumberRequest;
import io.zk4j.protocol.GetAllChildrenNumberResponse;
import io.zk4j.protocol.Perms;
import io.zk4j.protocol.Response;
import io.zk4j.server.tree.TreeView;

/** {@code getAllChildrenNumber}: how many znodes there are below one, at any depth. */
final class GetAllChildrenNumber implements ReadOperation<GetAllChildrenNumberRequest> {
    private final Checks checks;

    GetAllChildrenNumber(Checks checks) {
        this.checks = checks;
    }

    @Override
    public Response answer(GetAllChildrenNumberRequest request, Caller caller, TreeView view) throws Refused {
        var node = Checks.node(request.path(), view);
        checks.permission(Perms.READ, node, caller);
        return new GetAllChildrenNumberResponse(view.countDescendants(node));
    }
}
