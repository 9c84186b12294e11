/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.protocol;

/**
 * What every reply and every notification begins with.
 *
 * @param xid the request's, or {@link Xid#NOTIFICATION}
 * @param zxid the last transaction the server had applied; 0 in replies to auth and SASL, -1 in replies to unknown operations
 * @param err see {@link ErrorCode}; a body follows only if it is 0
 */
public record ReplyHeader(int xid, long zxid, int err) {
    /**
     * Reads the record.
     *
     * @param in where to read from, at its first field
     * @return the record
     * @throws MalformedFrameException if the bytes are not such a record
     */
    public static ReplyHeader decode(WireReader in) {
        return new ReplyHeader(in.readInt(), in.readLong(), in.readInt());
    }

    /**
     * Writes the record, in the order of its fields.
     *
     * @param out where to write to
     */
    public void encode(WireWriter out) {
        out.writeInt(xid);
        out.writeLong(zxid);
        out.writeInt(err);
    }
}
