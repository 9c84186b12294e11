/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.protocol;

/**
 * Answer to {@code exists}, {@code setData} and {@code setACL}.
 */
public record StatResponse(Stat stat) implements Response {
    static StatResponse decode(WireReader in) {
        return new StatResponse(Stat.decode(in));
    }

    @Override
    public void encode(WireWriter out) {
        stat.encode(out);
    }
}
