/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.protocol;

import org.jspecify.annotations.Nullable;

/**
 * Answer to {@code reconfig}: the text of the new configuration and the {@link Stat} of {@code /zookeeper/config}.
 */
public record ReconfigResponse(@Nullable Bytes data, Stat stat) implements Response {
    static ReconfigResponse decode(WireReader in) {
        return new ReconfigResponse(in.readBytes(), Stat.decode(in));
    }

    @Override
    public void encode(WireWriter out) {
        out.writeBytes(data);
        stat.encode(out);
    }
}
