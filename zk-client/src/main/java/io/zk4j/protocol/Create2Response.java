/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.protocol;

/**
 * Answer to {@code create2}, {@code createContainer} and {@code createTTL}.
 */
public record Create2Response(String path, Stat stat) implements Response {
    static Create2Response decode(WireReader in) {
        return new Create2Response(in.readString(), Stat.decode(in));
    }

    @Override
    public void encode(WireWriter out) {
        out.writeString(path);
        stat.encode(out);
    }
}
