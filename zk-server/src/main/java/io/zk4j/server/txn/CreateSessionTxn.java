/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.txn;

import io.zk4j.protocol.WireReader;
import io.zk4j.protocol.WireWriter;

/** Opens the session named in the header. */
public record CreateSessionTxn(int timeoutMillis) implements Txn {
    public static CreateSessionTxn decode(WireReader in) {
        return new CreateSessionTxn(in.readInt());
    }

    @Override
    public void encode(WireWriter out) {
        out.writeInt(timeoutMillis);
    }
}
