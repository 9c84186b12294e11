/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.protocol;

import org.jspecify.annotations.Nullable;

/**
 * One step of a SASL exchange, from the server. It is the one body that also follows a header with an error: its token is
 * null then.
 */
public record SaslResponse(@Nullable Bytes token) implements Response {
    /**
     * Reads the record.
     *
     * @param in where to read from, at its first field
     * @return the record
     * @throws MalformedFrameException if the bytes are not such a record
     */
    public static SaslResponse decode(WireReader in) {
        return new SaslResponse(in.readBytes());
    }

    @Override
    public void encode(WireWriter out) {
        out.writeBytes(token);
    }
}
