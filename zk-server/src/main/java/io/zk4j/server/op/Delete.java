/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.op;

import io.zk4j.protocol.DeleteRequest;
import io.zk4j.protocol.EmptyResponse;
import io.zk4j.protocol.ErrorCode;
import io.zk4j.protocol.Paths;
import io.zk4j.protocol.Perms;
import io.zk4j.protocol.Response;
import io.zk4j.server.tree.Applied;
import io.zk4j.server.tree.PendingChanges;
import io.zk4j.server.tree.SystemNodes;
import io.zk4j.server.txn.DeleteTxn;
import io.zk4j.server.txn.Txn;

/** {@code delete}: a znode without children. The permission is the parent's to give. */
final class Delete implements WriteOperation<DeleteRequest> {
    private final Checks checks;

    Delete(Checks checks) {
        this.checks = checks;
    }

    @Override
    public Txn prepare(DeleteRequest request, Caller caller, PendingChanges pending) throws Refused {
        var path = request.path();
        Checks.sessionIsAlive(caller, pending);
        Checks.pathHasParent(path);
        if (SystemNodes.isPermanent(path)) {
            throw new Refused(ErrorCode.BAD_ARGUMENTS);
        }
        var parent = Checks.node(Paths.parent(path), pending);
        checks.permission(Perms.DELETE, parent, caller);
        var node = Checks.node(path, pending);
        Checks.version(request.version(), node.version());
        if (node.numChildren() > 0) {
            throw new Refused(ErrorCode.NOT_EMPTY);
        }
        pending.delete(node, parent);
        return new DeleteTxn(path);
    }

    @Override
    public Response reply(DeleteRequest request, Applied applied) {
        return new EmptyResponse();
    }
}
