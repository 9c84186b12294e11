/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client;

import io.zk4j.protocol.ErrorCode;
import org.jspecify.annotations.Nullable;

/** A server has refused a credential, which has ended the session. */
public final class AuthFailedException extends ZkException {
    private static final long serialVersionUID = 1L;

    AuthFailedException(@Nullable String path, String message) {
        super(ErrorCode.AUTH_FAILED, path, Advice.GIVE_UP, message);
    }
}
