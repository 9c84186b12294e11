/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.protocol;

/**
 * A request that no server carries out: its number means nothing, or nothing at the top level. It is answered with
 * {@link ErrorCode#UNIMPLEMENTED} and zxid -1, and then the connection is closed.
 *
 * <p>What followed the header is not kept.
 */
public record UnknownRequest(int type) implements Request {
    @Override
    public OpCode opCode() {
        return OpCode.UNKNOWN;
    }

    @Override
    public int headerType() {
        return type;
    }

    @Override
    public void encode(WireWriter out) {
        // There is nothing known behind the header.
    }
}
