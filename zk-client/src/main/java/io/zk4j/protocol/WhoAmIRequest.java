/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.protocol;

/**
 * Asks for the identities of the connection.
 */
public record WhoAmIRequest() implements Request {
    @Override
    public OpCode opCode() {
        return OpCode.WHO_AM_I;
    }

    @Override
    public void encode(WireWriter out) {
        // There is nothing behind the header.
    }
}
