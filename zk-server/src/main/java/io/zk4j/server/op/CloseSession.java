/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.op;

import io.zk4j.protocol.CloseSessionRequest;
import io.zk4j.protocol.EmptyResponse;
import io.zk4j.protocol.Paths;
import io.zk4j.protocol.Response;
import io.zk4j.server.tree.Applied;
import io.zk4j.server.tree.PendingChanges;
import io.zk4j.server.txn.CloseSessionTxn;
import io.zk4j.server.txn.Txn;

/**
 * {@code closeSession}, asked for by a client or, because the session has expired, by the server in its name: deletes all
 * ephemerals of the session, also those that are only proposed yet.
 */
final class CloseSession implements WriteOperation<CloseSessionRequest> {
    @Override
    public Txn prepare(CloseSessionRequest request, Caller caller, PendingChanges pending) throws Refused {
        var paths = pending.ephemeralsOf(caller.sessionId());
        for (String path : paths) {
            pending.delete(Checks.node(path, pending), Checks.node(Paths.parent(path), pending));
        }
        pending.close(caller.sessionId());
        return new CloseSessionTxn(paths);
    }

    @Override
    public Response reply(CloseSessionRequest request, Applied applied) {
        return new EmptyResponse();
    }
}
