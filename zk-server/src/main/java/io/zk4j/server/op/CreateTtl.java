/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.op;

import io.zk4j.protocol.Create2Response;
import io.zk4j.protocol.CreateMode;
import io.zk4j.protocol.CreateTtlRequest;
import io.zk4j.protocol.ErrorCode;
import io.zk4j.protocol.Response;
import io.zk4j.server.tree.Applied;
import io.zk4j.server.tree.EphemeralOwner;
import io.zk4j.server.tree.PendingChanges;
import io.zk4j.server.txn.CreateTtlTxn;
import io.zk4j.server.txn.Txn;

/** {@code createTTL}: a persistent znode that is deleted when it has no children and has not been set for some time. */
final class CreateTtl implements WriteOperation<CreateTtlRequest> {
    private final Creation creation;
    private final boolean extendedTypes;

    CreateTtl(Creation creation, boolean extendedTypes) {
        this.creation = creation;
        this.extendedTypes = extendedTypes;
    }

    @Override
    public Txn prepare(CreateTtlRequest request, Caller caller, PendingChanges pending) throws Refused {
        if (!extendedTypes) {
            throw new Refused(ErrorCode.UNIMPLEMENTED);
        }
        var mode = CreateMode.ofFlag(request.flags());
        if (mode == null || !mode.isTtl() || !EphemeralOwner.isTtlAllowed(request.ttlMillis())) {
            throw new Refused(ErrorCode.BAD_ARGUMENTS);
        }
        var wanted = new NewNode(
                request.path(), request.data(), request.acls(), mode, EphemeralOwner.ofTtl(request.ttlMillis()));
        var created = creation.prepare(wanted, caller, pending);
        return new CreateTtlTxn(
                created.path(), request.data(), created.acls(), created.parentCreateCount(), request.ttlMillis());
    }

    @Override
    public Response reply(CreateTtlRequest request, Applied applied) {
        var node = applied.requireNode();
        return new Create2Response(node.path(), node.stat());
    }
}
