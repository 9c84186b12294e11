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
    public static RequestHeader decode(WireReader in) {
        return new RequestHeader(in.readInt(), in.readInt());
    }

    public void encode(WireWriter out) {
        out.writeInt(xid);
        out.writeInt(type);
    }
}
