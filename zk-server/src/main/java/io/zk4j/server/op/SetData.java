/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.op;

import io.zk4j.protocol.Perms;
import io.zk4j.protocol.Response;
import io.zk4j.protocol.SetDataRequest;
import io.zk4j.protocol.StatResponse;
import io.zk4j.server.tree.Applied;
import io.zk4j.server.tree.PendingChanges;
import io.zk4j.server.txn.SetDataTxn;
import io.zk4j.server.txn.Txn;

/** {@code setData}: new data, if the version is still the expected one. */
final class SetData implements WriteOperation<SetDataRequest> {
    private final Checks checks;
    private final QuotaChecks quotas;

    SetData(Checks checks, QuotaChecks quotas) {
        this.checks = checks;
        this.quotas = quotas;
    }

    @Override
    public Txn prepare(SetDataRequest request, Caller caller, PendingChanges pending) throws Refused {
        Checks.sessionIsAlive(caller, pending);
        Checks.pathIsValid(request.path());
        var node = Checks.node(request.path(), pending);
        checks.permission(Perms.WRITE, node, caller);
        quotas.forSetData(node, request.data() == null ? 0 : request.data().length(), pending);
        int version = Checks.version(request.version(), node.version());
        pending.replace(node.withData(request.data(), version, pending.zxid(), pending.timeMillis()));
        return new SetDataTxn(request.path(), request.data(), version);
    }

    @Override
    public Response reply(SetDataRequest request, Applied applied) {
        return new StatResponse(applied.requireNode().stat());
    }
}
