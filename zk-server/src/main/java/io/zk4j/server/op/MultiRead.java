/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.op;

import io.zk4j.protocol.MultiReadRequest;
import io.zk4j.protocol.MultiResponse;
import io.zk4j.protocol.MultiResult;
import io.zk4j.protocol.Request;
import io.zk4j.protocol.Response;
import io.zk4j.server.tree.TreeView;
import java.util.ArrayList;

/** {@code multiRead}: several reads as of the same moment, each answered or refused for itself. Leaves no watches. */
final class MultiRead implements ReadOperation<MultiReadRequest> {
    private final Operations operations;

    MultiRead(Operations operations) {
        this.operations = operations;
    }

    @Override
    public Response answer(MultiReadRequest request, Caller caller, TreeView view) throws Refused {
        var results = new ArrayList<MultiResult>();
        for (Request part : request.requests()) {
            results.add(answerPart(part, caller, view));
        }
        return new MultiResponse(results);
    }

    private <Q extends Request> MultiResult answerPart(Q part, Caller caller, TreeView view) {
        if (operations.of(part) instanceof ReadOperation<Q> read) {
            try {
                return new MultiResult.Done(part.opCode(), read.answer(part, caller, view));
            } catch (Refused e) {
                return new MultiResult.Failed(e.code().code());
            }
        }
        throw new IllegalArgumentException(part.opCode() + " is no read");
    }
}
