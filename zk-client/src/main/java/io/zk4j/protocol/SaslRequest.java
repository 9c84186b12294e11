/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.protocol;

import org.jspecify.annotations.Nullable;

/**
 * One step of a SASL exchange, from the client.
 */
public record SaslRequest(@Nullable Bytes token) implements Request {
    static SaslRequest decode(WireReader in) {
        return new SaslRequest(in.readBytes());
    }

    @Override
    public OpCode opCode() {
        return OpCode.SASL;
    }

    @Override
    public void encode(WireWriter out) {
        out.writeBytes(token);
    }
}
