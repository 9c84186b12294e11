/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client.session;

import io.zk4j.protocol.Response;
import org.jspecify.annotations.Nullable;

/**
 * Hears the outcome of one call: exactly one of the two methods is called, exactly once, on the session's I/O thread (after the
 * session's end, possibly on the thread that submits). Must not block.
 */
public interface ReplyHandler {
    /**
     * The server has answered.
     *
     * @param zxid the last transaction that the server had applied
     * @param error a code of {@link io.zk4j.protocol.ErrorCode}, or one that this version does not know
     * @param response not null if {@code error} is zero
     */
    void onReply(int xid, long zxid, int error, @Nullable Response response);

    /** There is no answer. */
    void onFailure(Failure failure);
}
