/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.protocol;

import org.jspecify.annotations.Nullable;

/**
 * Answer to {@code getData}. Null data was stored as null, which is not the same as empty.
 */
public record GetDataResponse(@Nullable Bytes data, Stat stat) implements Response {
    static GetDataResponse decode(WireReader in) {
        return new GetDataResponse(in.readBytes(), Stat.decode(in));
    }

    @Override
    public void encode(WireWriter out) {
        out.writeBytes(data);
        stat.encode(out);
    }
}
