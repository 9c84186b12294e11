/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.protocol;

/**
 * Asks for the {@link Stat} of a znode. With {@code watch}, a watch is left even if the znode is missing.
 */
public record ExistsRequest(String path, boolean watch) implements Request {
    static ExistsRequest decode(WireReader in) {
        return new ExistsRequest(in.readString(), in.readBoolean());
    }

    @Override
    public OpCode opCode() {
        return OpCode.EXISTS;
    }

    @Override
    public void encode(WireWriter out) {
        out.writeString(path);
        out.writeBoolean(watch);
    }
}
