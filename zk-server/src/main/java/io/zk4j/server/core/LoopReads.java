/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.core;

import io.zk4j.protocol.EmptyResponse;
import io.zk4j.protocol.OpCode;
import io.zk4j.protocol.Request;
import io.zk4j.server.op.Caller;
import io.zk4j.server.op.Operation;
import io.zk4j.server.op.Operations;
import io.zk4j.server.op.ReadOperation;
import io.zk4j.server.op.Refused;
import io.zk4j.server.tree.DataTree;
import io.zk4j.server.tree.TreeView;
import org.jspecify.annotations.Nullable;

/**
 * Answers, on any thread, the requests for which the core is not needed: those that neither change anything nor leave a
 * watch.
 *
 * <p>The caller keeps the order: nothing of the same connection may be under way at the core, and what the core has for the
 * connection by the time the answer is there must be written before it. Thread-safe.
 */
public final class LoopReads {
    private final DataTree tree;
    private final Operations operations;

    public LoopReads(DataTree tree, Operations operations) {
        this.tree = tree;
        this.operations = operations;
    }

    /** The answer, or null if the core must give it. */
    public @Nullable Answer answer(ClientRequest request) {
        var body = request.body();
        if (body == null) {
            return Answer.refused(tree.lastZxid(), request.refusal());
        }
        if (body.opCode() == OpCode.PING) {
            return Answer.of(tree.lastZxid(), new EmptyResponse());
        }
        Operation<Request> operation = operations.of(body);
        if (operation == null) {
            return Answer.UNIMPLEMENTED;
        }
        if (operation instanceof ReadOperation<Request> read && !read.needsCore(body)) {
            return tree.readConsistently(view -> read(read, body, request.caller(), view));
        }
        return null;
    }

    /** The answer of an operation that reads, also if that is a refusal. */
    static Answer read(ReadOperation<Request> operation, Request request, Caller caller, TreeView view) {
        try {
            return Answer.of(view.zxid(), operation.answer(request, caller, view));
        } catch (Refused e) {
            return Answer.refused(view.zxid(), e.code());
        }
    }
}
