/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.op;

import io.zk4j.protocol.Request;
import io.zk4j.protocol.Response;
import io.zk4j.server.tree.Applied;
import io.zk4j.server.tree.PendingChanges;
import io.zk4j.server.txn.Txn;

/** An operation that becomes a transaction. */
public non-sealed interface WriteOperation<Q extends Request> extends Operation<Q> {
    /**
     * Checks the request against the tree with all proposals on top, and records there what it is going to do. Whoever
     * calls this has begun a proposal, and rolls it back if the request is refused.
     *
     * @return the transaction that does it on every server
     */
    Txn prepare(Q request, Caller caller, PendingChanges pending) throws Refused;

    /** The answer, once the transaction has been applied without an error. */
    Response reply(Q request, Applied applied);
}
