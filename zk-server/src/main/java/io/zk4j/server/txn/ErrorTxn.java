/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.txn;

import io.zk4j.protocol.WireReader;
import io.zk4j.protocol.WireWriter;

/** A write that was refused: changes nothing, but has its place in the order like any other. */
public record ErrorTxn(int err) implements Txn {
    public static ErrorTxn decode(WireReader in) {
        return new ErrorTxn(in.readInt());
    }

    @Override
    public void encode(WireWriter out) {
        out.writeInt(err);
    }
}
