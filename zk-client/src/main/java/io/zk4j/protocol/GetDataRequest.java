/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.protocol;

/**
 * Asks for the data of a znode. Inside a multiRead the watch flag travels but sets no watch.
 */
public record GetDataRequest(String path, boolean watch) implements Request {
    static GetDataRequest decode(WireReader in) {
        return new GetDataRequest(in.readString(), in.readBoolean());
    }

    @Override
    public OpCode opCode() {
        return OpCode.GET_DATA;
    }

    @Override
    public void encode(WireWriter out) {
        out.writeString(path);
        out.writeBoolean(watch);
    }
}
