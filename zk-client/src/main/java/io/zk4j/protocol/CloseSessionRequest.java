/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.protocol;

/**
 * Ends the session; its ephemeral znodes go with it.
 */
public record CloseSessionRequest() implements Request {
    @Override
    public OpCode opCode() {
        return OpCode.CLOSE_SESSION;
    }

    @Override
    public void encode(WireWriter out) {
        // There is nothing behind the header.
    }
}
