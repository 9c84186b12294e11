/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.op;

import io.zk4j.protocol.Create2Response;
import io.zk4j.protocol.CreateMode;
import io.zk4j.protocol.CreateRequest;
import io.zk4j.protocol.ErrorCode;
import io.zk4j.protocol.Response;
import io.zk4j.server.tree.Applied;
import io.zk4j.server.tree.EphemeralOwner;
import io.zk4j.server.tree.PendingChanges;
import io.zk4j.server.txn.CreateContainerTxn;
import io.zk4j.server.txn.Txn;

/** {@code createContainer}: a znode that is deleted some time after its last child. */
final class CreateContainer implements WriteOperation<CreateRequest> {
    private final Creation creation;

    CreateContainer(Creation creation) {
        this.creation = creation;
    }

    @Override
    public Txn prepare(CreateRequest request, Caller caller, PendingChanges pending) throws Refused {
        var mode = CreateMode.ofFlag(request.flags());
        // The request says what is wanted; its flags only must not say something else. Apache takes 0 as well.
        if (mode == null || mode.isEphemeral() || mode.isTtl()) {
            throw new Refused(ErrorCode.BAD_ARGUMENTS);
        }
        var wanted = new NewNode(request.path(), request.data(), request.acls(), mode, EphemeralOwner.CONTAINER);
        var created = creation.prepare(wanted, caller, pending);
        return new CreateContainerTxn(created.path(), request.data(), created.acls(), created.parentCreateCount());
    }

    @Override
    public Response reply(CreateRequest request, Applied applied) {
        var node = applied.requireNode();
        return new Create2Response(node.path(), node.stat());
    }
}
