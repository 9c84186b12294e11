/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.protocol;

/**
 * Flushes the channel between server and leader. The path is echoed, need not exist and is not validated.
 */
public record SyncRequest(String path) implements Request {
    static SyncRequest decode(WireReader in) {
        return new SyncRequest(in.readString());
    }

    @Override
    public OpCode opCode() {
        return OpCode.SYNC;
    }

    @Override
    public void encode(WireWriter out) {
        out.writeString(path);
    }
}
