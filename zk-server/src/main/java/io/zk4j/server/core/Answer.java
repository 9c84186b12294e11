/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.core;

import io.zk4j.protocol.ErrorCode;
import io.zk4j.protocol.Response;
import org.jspecify.annotations.Nullable;

/**
 * What a request is answered with.
 *
 * @param zxid the last transaction that the answer shows
 * @param err 0 or an error code; with an error there is no body
 */
public record Answer(long zxid, int err, @Nullable Response body) {
    /** What an operation that nobody knows is answered with: it shows nothing. */
    static final Answer UNIMPLEMENTED = new Answer(-1, ErrorCode.UNIMPLEMENTED.code(), null);

    static Answer of(long zxid, Response body) {
        return new Answer(zxid, 0, body);
    }

    static Answer refused(long zxid, ErrorCode why) {
        return new Answer(zxid, why.code(), null);
    }
}
