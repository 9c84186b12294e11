/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.protocol;

/** Stands before each part of a multi or of its results, and closes the list. */
record MultiHeader(int type, boolean done, int err) {
    /** What {@code err} is in a request, where there is nothing to report. */
    static final int NO_ERR = -1;

    static final MultiHeader END = new MultiHeader(OpCode.ERROR.code(), true, NO_ERR);

    static MultiHeader decode(WireReader in) {
        return new MultiHeader(in.readInt(), in.readBoolean(), in.readInt());
    }

    void encode(WireWriter out) {
        out.writeInt(type);
        out.writeBoolean(done);
        out.writeInt(err);
    }
}
