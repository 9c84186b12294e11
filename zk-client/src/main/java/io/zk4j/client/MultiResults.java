/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client;

import io.zk4j.client.session.Chroot;
import io.zk4j.protocol.Create2Response;
import io.zk4j.protocol.CreateResponse;
import io.zk4j.protocol.ErrorCode;
import io.zk4j.protocol.MultiResponse;
import io.zk4j.protocol.MultiResult;
import io.zk4j.protocol.OpCode;
import io.zk4j.protocol.Response;
import io.zk4j.protocol.StatResponse;
import java.util.ArrayList;
import java.util.List;

/** Reads the reply of a multi, whose header says nothing of a failure inside. */
final class MultiResults {
    private MultiResults() {}

    static List<OpResult> of(List<Op> ops, MultiResponse response, Chroot chroot) {
        var results = new ArrayList<OpResult>();
        for (int i = 0; i < ops.size(); i++) {
            MultiResult result = response.results().get(i);
            if (result instanceof MultiResult.Done done) {
                results.add(result(ops.get(i), done.response(), chroot));
            } else if (result instanceof MultiResult.Failed failed && isAtFault(failed.err())) {
                String path = ops.get(i).path();
                throw new MultiFailedException(i, ZkExceptions.refused(opCode(ops.get(i)), path, failed.err()), path);
            }
        }
        return List.copyOf(results);
    }

    /** Those before the one at fault have no error of their own, those behind it were not looked at. */
    private static boolean isAtFault(int error) {
        return error != ErrorCode.OK.code() && error != ErrorCode.RUNTIME_INCONSISTENCY.code();
    }

    private static OpResult result(Op op, Response response, Chroot chroot) {
        if (response instanceof Create2Response created) {
            return new OpResult(chroot.toClient(created.path()), created.stat());
        } else if (response instanceof CreateResponse created) {
            return new OpResult(chroot.toClient(created.path()), null);
        } else if (response instanceof StatResponse set) {
            return new OpResult(op.path(), set.stat());
        }
        return new OpResult(op.path(), null);
    }

    private static OpCode opCode(Op op) {
        return op.request(Chroot.NONE).opCode();
    }
}
