/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.op;

import io.zk4j.protocol.ErrorCode;
import io.zk4j.protocol.ReconfigRequest;
import io.zk4j.protocol.ReconfigResponse;
import io.zk4j.protocol.Response;
import io.zk4j.server.tree.Applied;
import io.zk4j.server.tree.PendingChanges;
import io.zk4j.server.txn.Txn;

/** {@code reconfig}: changes the members of an ensemble. A server on its own has none. */
final class Reconfig implements WriteOperation<ReconfigRequest> {
    private final boolean enabled;

    Reconfig(boolean enabled) {
        this.enabled = enabled;
    }

    @Override
    public Txn prepare(ReconfigRequest request, Caller caller, PendingChanges pending) throws Refused {
        throw new Refused(enabled ? ErrorCode.UNIMPLEMENTED : ErrorCode.RECONFIG_DISABLED);
    }

    @Override
    public Response reply(ReconfigRequest request, Applied applied) {
        var config = applied.requireNode();
        return new ReconfigResponse(config.data(), config.stat());
    }
}
