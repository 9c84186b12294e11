/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.protocol;

import org.jspecify.annotations.Nullable;

/**
 * Replaces the data of a znode. Null data is stored as null, which is not the same as empty.
 *
 * @param version the version the znode must have; -1 matches any
 */
public record SetDataRequest(String path, @Nullable Bytes data, int version) implements Request {
    static SetDataRequest decode(WireReader in) {
        return new SetDataRequest(in.readString(), in.readBytes(), in.readInt());
    }

    @Override
    public OpCode opCode() {
        return OpCode.SET_DATA;
    }

    @Override
    public void encode(WireWriter out) {
        out.writeString(path);
        out.writeBytes(data);
        out.writeInt(version);
    }
}
