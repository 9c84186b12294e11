/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.protocol;

/**
 * Keeps the session alive.
 */
public record PingRequest() implements Request {
    @Override
    public OpCode opCode() {
        return OpCode.PING;
    }

    @Override
    public void encode(WireWriter out) {
        // There is nothing behind the header.
    }
}
