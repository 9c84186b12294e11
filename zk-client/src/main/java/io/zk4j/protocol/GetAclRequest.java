/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.protocol;

/**
 * Asks for the access control list of a znode.
 */
public record GetAclRequest(String path) implements Request {
    static GetAclRequest decode(WireReader in) {
        return new GetAclRequest(in.readString());
    }

    @Override
    public OpCode opCode() {
        return OpCode.GET_ACL;
    }

    @Override
    public void encode(WireWriter out) {
        out.writeString(path);
    }
}
