/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.protocol;

/**
 * What every request begins with.
 *
 * @param xid chosen by the client, echoed in the reply; see {@link Xid}
 * @param type the number of the operation, see {@link OpCode}
 */
public record RequestHeader(int xid, int type) {
    /**
     * Reads the record.
     *
     * @param in where to read from, at its first field
     * @return the record
     * @throws MalformedFrameException if the bytes are not such a record
     */
    public static RequestHeader decode(WireReader in) {
        return new RequestHeader(in.readInt(), in.readInt());
    }

    /**
     * Writes the record, in the order of its fields.
     *
     * @param out where to write to
     */
    public void encode(WireWriter out) {
        out.writeInt(xid);
        out.writeInt(type);
    }
}
