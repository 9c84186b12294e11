/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.txn;

import io.zk4j.protocol.WireReader;
import io.zk4j.protocol.WireWriter;

/**
 * What every transaction begins with.
 *
 * @param sessionId the session that asked for it
 * @param cxid the client's number of the request, 0 for transactions of the server's own
 * @param zxid its place in the order of all transactions
 * @param timeMillis wall clock of the server that made it
 * @param type the operation code that tells which body follows
 */
public record TxnHeader(long sessionId, int cxid, long zxid, long timeMillis, int type) {
    /** Length of the encoded header. */
    public static final int BYTES = 32;

    /** Reads a header; the body follows. */
    public static TxnHeader decode(WireReader in) {
        return new TxnHeader(in.readLong(), in.readInt(), in.readLong(), in.readLong(), in.readInt());
    }

    /** Writes the header. */
    public void encode(WireWriter out) {
        out.writeLong(sessionId);
        out.writeInt(cxid);
        out.writeLong(zxid);
        out.writeLong(timeMillis);
        out.writeInt(type);
    }
}
