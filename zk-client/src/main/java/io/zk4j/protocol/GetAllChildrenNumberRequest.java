/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.protocol;

/**
 * Asks for the number of all descendants of a znode.
 */
public record GetAllChildrenNumberRequest(String path) implements Request {
    static GetAllChildrenNumberRequest decode(WireReader in) {
        return new GetAllChildrenNumberRequest(in.readString());
    }

    @Override
    public OpCode opCode() {
        return OpCode.GET_ALL_CHILDREN_NUMBER;
    }

    @Override
    public void encode(WireWriter out) {
        out.writeString(path);
    }
}
