/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client;

import io.zk4j.protocol.ErrorCode;
import org.jspecify.annotations.Nullable;

/** The session is over: expired, or closed. Its ephemeral znodes are gone or will soon be; open a new client. */
public final class SessionExpiredException extends ZkException {
    private static final long serialVersionUID = 1L;

    /**
     * For those who build on this client and end a session for their own callers.
     *
     * @param path the path of the call that fails; null if it had none
     * @param message what was attempted and what can be done
     */
    public SessionExpiredException(@Nullable String path, String message) {
        super(ErrorCode.SESSION_EXPIRED, path, Advice.GIVE_UP, message);
    }
}
