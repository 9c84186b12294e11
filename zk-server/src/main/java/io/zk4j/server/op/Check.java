/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.op;

import io.zk4j.protocol.CheckRequest;
import io.zk4j.protocol.EmptyResponse;
import io.zk4j.protocol.Perms;
import io.zk4j.protocol.Response;
import io.zk4j.server.tree.Applied;
import io.zk4j.server.tree.PendingChanges;
import io.zk4j.server.txn.CheckTxn;
import io.zk4j.server.txn.Txn;

/** {@code check}: makes a multi depend on the version of a znode. Exists only inside one. */
final class Check implements WriteOperation<CheckRequest> {
    private final Checks checks;

    Check(Checks checks) {
        this.checks = checks;
    }

    @Override
    public Txn prepare(CheckRequest request, Caller caller, PendingChanges pending) throws Refused {
        Checks.sessionIsAlive(caller, pending);
        Checks.pathIsValid(request.path());
        var node = Checks.node(request.path(), pending);
        checks.permission(Perms.READ, node, caller);
        return new CheckTxn(request.path(), Checks.version(request.version(), node.version()));
    }

    @Override
    public Response reply(CheckRequest request, Applied applied) {
        return new EmptyResponse();
    }
}
