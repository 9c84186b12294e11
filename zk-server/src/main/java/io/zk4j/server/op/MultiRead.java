/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.op;

import io.zk4j.protocol.ErrorCode;
import io.zk4j.protocol.GetChildrenResponse;
import io.zk4j.protocol.GetDataResponse;
import io.zk4j.protocol.MultiReadRequest;
import io.zk4j.protocol.MultiResponse;
import io.zk4j.protocol.MultiResult;
import io.zk4j.protocol.Request;
import io.zk4j.protocol.Response;
import io.zk4j.server.tree.TreeView;
import java.util.ArrayList;

/**
 * {@code multiRead}: several reads as of the same moment, each answered or refused for itself. Leaves no watches.
 *
 * <p>A small request can name a large znode thousands of times; beyond a bound, which no client of Apache's could read anyway,
 * there is no answer but a refusal.
 */
final class MultiRead implements ReadOperation<MultiReadRequest> {
    static final long ANSWER_BYTES_MAX = 64 << 20;

    private final Operations operations;

    MultiRead(Operations operations) {
        this.operations = operations;
    }

    @Override
    public Response answer(MultiReadRequest request, Caller caller, TreeView view) throws Refused {
        var results = new ArrayList<MultiResult>();
        long bytes = 0;
        for (Request part : request.requests()) {
            var result = answerPart(part, caller, view);
            bytes += roughBytes(result);
            if (bytes > ANSWER_BYTES_MAX) {
                throw new Refused(ErrorCode.MARSHALLING_ERROR);
            }
            results.add(result);
        }
        return new MultiResponse(results);
    }

    /** What grows without bound in an answer; the rest is not more than what was asked. */
    private static long roughBytes(MultiResult result) {
        if (!(result instanceof MultiResult.Done done)) {
            return 0;
        }
        if (done.response() instanceof GetDataResponse read) {
            var data = read.data();
            return data == null ? 0 : data.length();
        }
        long bytes = 0;
        if (done.response() instanceof GetChildrenResponse read) {
            for (String child : read.children()) {
                bytes += Integer.BYTES + child.length();
            }
        }
        return bytes;
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
