/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.op;

import io.zk4j.protocol.Create2Response;
import io.zk4j.protocol.CreateMode;
import io.zk4j.protocol.CreateRequest;
import io.zk4j.protocol.CreateResponse;
import io.zk4j.protocol.ErrorCode;
import io.zk4j.protocol.OpCode;
import io.zk4j.protocol.Response;
import io.zk4j.server.tree.Applied;
import io.zk4j.server.tree.EphemeralOwner;
import io.zk4j.server.tree.PendingChanges;
import io.zk4j.server.txn.CreateTxn;
import io.zk4j.server.txn.Txn;

/** {@code create} and {@code create2}: a persistent or ephemeral znode, perhaps with a number. They differ in the reply. */
final class Create implements WriteOperation<CreateRequest> {
    private final Creation creation;

    Create(Creation creation) {
        this.creation = creation;
    }

    @Override
    public Txn prepare(CreateRequest request, Caller caller, PendingChanges pending) throws Refused {
        var mode = CreateMode.ofFlag(request.flags());
        // Containers and TTL znodes have requests of their own, and their transactions say so.
        if (mode == null || mode.isContainer() || mode.isTtl()) {
            throw new Refused(ErrorCode.BAD_ARGUMENTS);
        }
        long owner = mode.isEphemeral() ? caller.sessionId() : EphemeralOwner.NONE;
        var wanted = new NewNode(request.path(), request.data(), request.acls(), mode, owner);
        var created = creation.prepare(wanted, caller, pending);
        return new CreateTxn(
                created.path(), request.data(), created.acls(), mode.isEphemeral(), created.parentCreateCount());
    }

    @Override
    public Response reply(CreateRequest request, Applied applied) {
        var node = applied.requireNode();
        return request.opCode() == OpCode.CREATE
                ? new CreateResponse(node.path())
                : new Create2Response(node.path(), node.stat());
    }
}
