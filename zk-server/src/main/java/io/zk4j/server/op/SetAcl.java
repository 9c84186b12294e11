/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.op;

import io.zk4j.protocol.Perms;
import io.zk4j.protocol.Response;
import io.zk4j.protocol.SetAclRequest;
import io.zk4j.protocol.StatResponse;
import io.zk4j.server.tree.Applied;
import io.zk4j.server.tree.PendingChanges;
import io.zk4j.server.txn.SetAclTxn;
import io.zk4j.server.txn.Txn;

/** {@code setACL}: another list, if the list's version is still the expected one. No watch fires. */
final class SetAcl implements WriteOperation<SetAclRequest> {
    private final Checks checks;

    SetAcl(Checks checks) {
        this.checks = checks;
    }

    @Override
    public Txn prepare(SetAclRequest request, Caller caller, PendingChanges pending) throws Refused {
        Checks.sessionIsAlive(caller, pending);
        Checks.pathIsValid(request.path());
        var acls = checks.resolvedAcls(request.acls(), caller);
        var node = Checks.node(request.path(), pending);
        checks.permission(Perms.ADMIN, node, caller);
        int version = Checks.version(request.version(), node.aversion());
        pending.replace(node.withAcls(acls, version));
        return new SetAclTxn(request.path(), acls, version);
    }

    @Override
    public Response reply(SetAclRequest request, Applied applied) {
        return new StatResponse(applied.requireNode().stat());
    }
}
