/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.protocol;

/**
 * Answer to {@code addWatch}: on the wire an error code, always 0 behind a header without error.
 */
public record AddWatchResponse(int err) implements Response {
    static AddWatchResponse decode(WireReader in) {
        return new AddWatchResponse(in.readInt());
    }

    @Override
    public void encode(WireWriter out) {
        out.writeInt(err);
    }
}
