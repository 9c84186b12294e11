/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.protocol;

/**
 * Answer to {@code create}: the final name, which differs from the asked one for sequential znodes.
 */
public record CreateResponse(String path) implements Response {
    static CreateResponse decode(WireReader in) {
        return new CreateResponse(in.readString());
    }

    @Override
    public void encode(WireWriter out) {
        out.writeString(path);
    }
}
