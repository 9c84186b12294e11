/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.protocol;

import org.jspecify.annotations.Nullable;

/**
 * Adds an identity to the connection. It is answered on arrival and may overtake replies.
 *
 * @param type 0; servers ignore it
 */
public record AuthRequest(int type, String scheme, @Nullable Bytes auth) implements Request {
    static AuthRequest decode(WireReader in) {
        return new AuthRequest(in.readInt(), in.readString(), in.readBytes());
    }

    @Override
    public OpCode opCode() {
        return OpCode.AUTH;
    }

    @Override
    public void encode(WireWriter out) {
        out.writeInt(type);
        out.writeString(scheme);
        out.writeBytes(auth);
    }
}
