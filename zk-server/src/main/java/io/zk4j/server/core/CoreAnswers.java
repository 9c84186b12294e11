/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.core;

import io.zk4j.protocol.EmptyResponse;
import io.zk4j.protocol.ErrorCode;
import io.zk4j.protocol.OpCode;
import io.zk4j.protocol.Request;
import io.zk4j.server.op.Operation;
import io.zk4j.server.op.Operations;
import io.zk4j.server.op.ReadOperation;
import io.zk4j.server.op.Refused;
import io.zk4j.server.op.WatchOperation;
import io.zk4j.server.tree.DataTree;
import io.zk4j.server.watch.WatchTable;

/** Answers, on the core thread, whatever is not a write. */
final class CoreAnswers {
    private final DataTree tree;
    private final WatchTable watches;
    private final Operations operations;

    CoreAnswers(DataTree tree, WatchTable watches, Operations operations) {
        this.tree = tree;
        this.watches = watches;
        this.operations = operations;
    }

    /** The answer as of what has been applied by now; a watch that the request asks for is set from now on. */
    Answer answer(ClientRequest request) {
        var body = request.body();
        var view = tree.view();
        if (body == null) {
            return Answer.refused(view.zxid(), request.refusal());
        }
        if (body.opCode() == OpCode.PING) {
            return Answer.of(view.zxid(), new EmptyResponse());
        }
        Operation<Request> operation = operations.of(body);
        if (operation instanceof ReadOperation<Request> read) {
            var answer = LoopReads.read(read, body, request.caller(), view);
            read.leaveWatch(body, ErrorCode.of(answer.err()), watches, request.connection());
            return answer;
        }
        if (operation instanceof WatchOperation<Request> onWatches) {
            try {
                return Answer.of(view.zxid(), onWatches.answer(body, request.connection(), watches, view));
            } catch (Refused e) {
                return Answer.refused(view.zxid(), e.code());
            }
        }
        return Answer.UNIMPLEMENTED;
    }
}
