/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.txn;

import io.zk4j.protocol.WireReader;
import io.zk4j.protocol.WireWriter;

/** Removes a znode, at a client's request or by the reaper of containers and TTL nodes. */
public record DeleteTxn(String path) implements Txn {
    public static DeleteTxn decode(WireReader in) {
        return new DeleteTxn(in.readString());
    }

    @Override
    public void encode(WireWriter out) {
        out.writeString(path);
    }
}
