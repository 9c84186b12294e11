/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.op;

import io.zk4j.protocol.ErrorCode;
import io.zk4j.protocol.OpCode;
import io.zk4j.protocol.Request;
import io.zk4j.server.tree.PendingChanges;
import io.zk4j.server.txn.CreateSessionTxn;
import io.zk4j.server.txn.ErrorTxn;
import io.zk4j.server.txn.Txn;
import io.zk4j.server.txn.TxnHeader;
import io.zk4j.server.txn.TxnRecord;

/** Turns requests into the records that are logged. A request that is refused becomes a record too, and takes a zxid. */
public final class Proposer {
    private final PendingChanges pending;

    public Proposer(PendingChanges pending) {
        this.pending = pending;
    }

    /** The record of a write, whose effects are pending from now on. */
    public <Q extends Request> TxnRecord propose(
            WriteOperation<Q> operation, Q request, Caller caller, int cxid, long zxid, long timeMillis) {
        pending.begin(zxid, timeMillis);
        try {
            var txn = operation.prepare(request, caller, pending);
            return record(caller.sessionId(), cxid, request.opCode(), txn);
        } catch (Refused e) {
            pending.rollback();
            return refusal(caller.sessionId(), cxid, e.code(), zxid, timeMillis);
        }
    }

    /** The record of a write that is refused before anybody looks at what it wants. */
    public TxnRecord refuse(long sessionId, int cxid, ErrorCode why, long zxid, long timeMillis) {
        pending.begin(zxid, timeMillis);
        return refusal(sessionId, cxid, why, zxid, timeMillis);
    }

    private static TxnRecord refusal(long sessionId, int cxid, ErrorCode why, long zxid, long timeMillis) {
        var header = new TxnHeader(sessionId, cxid, zxid, timeMillis, OpCode.ERROR.code());
        return new TxnRecord(header, new ErrorTxn(why.code()), null);
    }

    /** The record that begins a session. */
    public TxnRecord proposeSession(long sessionId, int timeoutMillis, long zxid, long timeMillis) {
        pending.begin(zxid, timeMillis);
        return record(sessionId, 0, OpCode.CREATE_SESSION, new CreateSessionTxn(timeoutMillis));
    }

    private TxnRecord record(long sessionId, int cxid, OpCode type, Txn txn) {
        var header = new TxnHeader(sessionId, cxid, pending.zxid(), pending.timeMillis(), type.code());
        return new TxnRecord(header, txn, pending.digest());
    }
}
