/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.op;

import io.zk4j.protocol.OpCode;
import io.zk4j.protocol.Request;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The table of all operations that this server offers, one line each. Immutable. */
public final class Operations {
    private final Map<OpCode, Operation<?>> table = new EnumMap<>(OpCode.class);

    public Operations(OperationSettings settings) {}

    /**
     * The operation that serves a request, or null if there is none: then the request is to be answered with
     * "unimplemented". Handshakes, pings, {@code auth} and {@code sasl} belong to the connection and are not here.
     */
    @SuppressWarnings("unchecked") // each line of the table pairs an operation with the record that its code decodes to
    public <Q extends Request> @Nullable Operation<Q> of(Q request) {
        return (Operation<Q>) table.get(request.opCode());
    }
}
