/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.protocol;

/**
 * Asks for the names of the children of a znode, in no particular order. Inside a multiRead the watch flag travels but
 * sets no watch.
 */
public record GetChildrenRequest(String path, boolean watch) implements Request {
    static GetChildrenRequest decode(WireReader in) {
        return new GetChildrenRequest(in.readString(), in.readBoolean());
    }

    @Override
    public OpCode opCode() {
        return OpCode.GET_CHILDREN;
    }

    @Override
    public void encode(WireWriter out) {
        out.writeString(path);
        out.writeBoolean(watch);
    }
}
