/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.core;

import io.zk4j.protocol.Request;
import io.zk4j.server.op.Caller;
import org.jspecify.annotations.Nullable;

/**
 * A request on its way through the server.
 *
 * @param type the number in the header, which need not mean anything
 * @param body null if it could not be read, which is to be answered in its turn like any other
 * @param caller who the client was when the request arrived
 */
public record ClientRequest(
        ClientConnection connection,
        int xid,
        int type,
        @Nullable Request body,
        Caller caller,
        long receivedNanos) implements Input {
    @Override
    public void deliverTo(ServerCore core) {
        core.onRequest(this);
    }
}
