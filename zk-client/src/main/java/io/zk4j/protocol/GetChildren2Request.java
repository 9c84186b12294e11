/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.protocol;

/**
 * Asks for the names of the children of a znode and for its {@link Stat}.
 */
public record GetChildren2Request(String path, boolean watch) implements Request {
    static GetChildren2Request decode(WireReader in) {
        return new GetChildren2Request(in.readString(), in.readBoolean());
    }

    @Override
    public OpCode opCode() {
        return OpCode.GET_CHILDREN2;
    }

    @Override
    public void encode(WireWriter out) {
        out.writeString(path);
        out.writeBoolean(watch);
    }
}
