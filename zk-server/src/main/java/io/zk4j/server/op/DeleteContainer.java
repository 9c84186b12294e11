/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.op;

import io.zk4j.protocol.DeleteContainerRequest;
import io.zk4j.protocol.EmptyResponse;
import io.zk4j.protocol.ErrorCode;
import io.zk4j.protocol.Paths;
import io.zk4j.protocol.Response;
import io.zk4j.server.tree.Applied;
import io.zk4j.server.tree.EphemeralOwner;
import io.zk4j.server.tree.PendingChanges;
import io.zk4j.server.txn.DeleteTxn;
import io.zk4j.server.txn.Txn;

/** {@code deleteContainer}: how the server removes containers and znodes whose time to live is over. Not for clients. */
final class DeleteContainer implements WriteOperation<DeleteContainerRequest> {
    @Override
    public Txn prepare(DeleteContainerRequest request, Caller caller, PendingChanges pending) throws Refused {
        if (!caller.isServer()) {
            throw new Refused(ErrorCode.UNIMPLEMENTED); // it would pass all permissions by
        }
        Checks.pathIsValid(request.path());
        var node = Checks.node(request.path(), pending);
        if (node.numChildren() > 0) {
            throw new Refused(ErrorCode.NOT_EMPTY);
        }
        if (node.isEphemeral() || node.ephemeralOwner() == EphemeralOwner.NONE) {
            throw new Refused(ErrorCode.BAD_VERSION); // deleted meanwhile, and created again as something else
        }
        pending.delete(node, Checks.node(Paths.parent(request.path()), pending));
        return new DeleteTxn(request.path());
    }

    @Override
    public Response reply(DeleteContainerRequest request, Applied applied) {
        return new EmptyResponse();
    }
}
