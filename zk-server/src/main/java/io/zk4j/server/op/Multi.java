/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.op;

import io.zk4j.protocol.ErrorCode;
import io.zk4j.protocol.MultiRequest;
import io.zk4j.protocol.MultiResponse;
import io.zk4j.protocol.MultiResult;
import io.zk4j.protocol.OpCode;
import io.zk4j.protocol.Request;
import io.zk4j.protocol.Response;
import io.zk4j.server.tree.Applied;
import io.zk4j.server.tree.PendingChanges;
import io.zk4j.server.txn.ErrorTxn;
import io.zk4j.server.txn.MultiTxn;
import io.zk4j.server.txn.Txn;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code multi}: all of several writes or none of them, each seeing the ones before it.
 *
 * <p>A multi that fails is not refused: it becomes a transaction that changes nothing and says of each part what became
 * of it, and is answered without an error at the top.
 */
final class Multi implements WriteOperation<MultiRequest> {
    private final Operations operations;

    Multi(Operations operations) {
        this.operations = operations;
    }

    @Override
    public Txn prepare(MultiRequest request, Caller caller, PendingChanges pending) throws Refused {
        var parts = new ArrayList<MultiTxn.Part>();
        for (Request part : request.requests()) {
            try {
                parts.add(new MultiTxn.Part(part.opCode().code(), preparePart(part, caller, pending)));
            } catch (Refused e) {
                pending.rollback();
                return failed(parts, e.code(), request.requests().size());
            }
        }
        return new MultiTxn(parts);
    }

    private <Q extends Request> Txn preparePart(Q part, Caller caller, PendingChanges pending) throws Refused {
        return operations.partOf(part).prepare(part, caller, pending);
    }

    /** The parts before the failed one stay in the record as they would have been, as Apache keeps them. */
    private static MultiTxn failed(List<MultiTxn.Part> before, ErrorCode code, int count) {
        var parts = new ArrayList<>(before);
        parts.add(error(code));
        while (parts.size() < count) {
            parts.add(error(ErrorCode.RUNTIME_INCONSISTENCY));
        }
        return new MultiTxn(parts);
    }

    private static MultiTxn.Part error(ErrorCode code) {
        return new MultiTxn.Part(OpCode.ERROR.code(), new ErrorTxn(code.code()));
    }

    @Override
    public Response reply(MultiRequest request, Applied applied) {
        boolean failed = ((MultiTxn) applied.txn()).failed();
        var results = new ArrayList<MultiResult>();
        for (int i = 0; i < request.requests().size(); i++) {
            var part = applied.parts().get(i);
            results.add(
                    failed || !part.isOk()
                            ? new MultiResult.Failed(part.error().code())
                            : done(request.requests().get(i), part));
        }
        return new MultiResponse(results);
    }

    private <Q extends Request> MultiResult done(Q part, Applied applied) {
        return new MultiResult.Done(part.opCode(), operations.partOf(part).reply(part, applied));
    }
}
