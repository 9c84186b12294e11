/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.protocol;

/**
 * Checks the version of a znode; only meaningful inside a multi.
 *
 * @param version the version the znode must have; -1 matches any
 */
public record CheckRequest(String path, int version) implements Request {
    static CheckRequest decode(WireReader in) {
        return new CheckRequest(in.readString(), in.readInt());
    }

    @Override
    public OpCode opCode() {
        return OpCode.CHECK;
    }

    @Override
    public void encode(WireWriter out) {
        out.writeString(path);
        out.writeInt(version);
    }
}
