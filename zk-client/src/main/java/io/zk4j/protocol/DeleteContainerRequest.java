/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.protocol;

/**
 * Removes a container or TTL znode that is empty and due; sent by servers to themselves, accepted from clients.
 */
public record DeleteContainerRequest(String path) implements Request {
    static DeleteContainerRequest decode(WireReader in) {
        return new DeleteContainerRequest(in.readString());
    }

    @Override
    public OpCode opCode() {
        return OpCode.DELETE_CONTAINER;
    }

    @Override
    public void encode(WireWriter out) {
        out.writeString(path);
    }
}
