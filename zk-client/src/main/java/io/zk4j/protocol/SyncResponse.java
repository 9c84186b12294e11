/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.protocol;

/**
 * Answer to {@code sync}: the path that was sent.
 */
public record SyncResponse(String path) implements Response {
    static SyncResponse decode(WireReader in) {
        return new SyncResponse(in.readString());
    }

    @Override
    public void encode(WireWriter out) {
        out.writeString(path);
    }
}
