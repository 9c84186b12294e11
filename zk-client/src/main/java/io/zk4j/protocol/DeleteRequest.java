/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.protocol;

/**
 * Removes a znode that has no children.
 *
 * @param version the version the znode must have; -1 matches any
 */
public record DeleteRequest(String path, int version) implements Request {
    static DeleteRequest decode(WireReader in) {
        return new DeleteRequest(in.readString(), in.readInt());
    }

    @Override
    public OpCode opCode() {
        return OpCode.DELETE;
    }

    @Override
    public void encode(WireWriter out) {
        out.writeString(path);
        out.writeInt(version);
    }
}
