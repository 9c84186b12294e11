/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.core;

import io.zk4j.protocol.ErrorCode;
import io.zk4j.protocol.Request;
import io.zk4j.server.op.Caller;
import org.jspecify.annotations.Nullable;

/**
 * A request on its way through the server.
 *
 * @param type the number in the header, which need not mean anything
 * @param body null if it is refused already; it is answered in its turn all the same
 * @param refusal why it is refused, if it is; OK without a body: see {@link #endingLocalSession}
 * @param caller who the client was when the request arrived
 */
public record ClientRequest(
        ClientConnection connection,
        int xid,
        int type,
        @Nullable Request body,
        ErrorCode refusal,
        Caller caller,
        long receivedNanos)
        implements Input {
    /** This request, if it must not be carried out. */
    ClientRequest refused(ErrorCode why) {
        return new ClientRequest(connection, xid, type, null, why, caller, receivedNanos);
    }

    /** This request, if it ends a session that only this server knows, which it may do without asking anybody. */
    ClientRequest endingLocalSession() {
        return refused(ErrorCode.OK);
    }

    boolean endsLocalSession() {
        return body == null && refusal == ErrorCode.OK;
    }

    @Override
    public void deliverTo(ServerCore core) {
        core.onRequest(this);
    }
}
