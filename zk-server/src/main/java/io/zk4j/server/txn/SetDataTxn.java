/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.txn;

import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.WireReader;
import io.zk4j.protocol.WireWriter;
import org.jspecify.annotations.Nullable;

/**
 * Replaces a znode's data; a reconfiguration is one on the configuration's znode.
 *
 * @param version the znode's version after this transaction, -1 for a reconfiguration
 */
public record SetDataTxn(String path, @Nullable Bytes data, int version) implements Txn {
    public static SetDataTxn decode(WireReader in) {
        return new SetDataTxn(in.readString(), in.readBytes(), in.readInt());
    }

    @Override
    public void encode(WireWriter out) {
        out.writeString(path);
        out.writeBytes(data);
        out.writeInt(version);
    }
}
