/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client;

import io.zk4j.protocol.ErrorCode;
import org.jspecify.annotations.Nullable;

/** The ACL does not allow it to any identity of this session. */
public final class NoAuthException extends ZkException {
    private static final long serialVersionUID = 1L;

    NoAuthException(@Nullable String path, String message) {
        super(ErrorCode.NO_AUTH, path, Advice.GIVE_UP, message);
    }
}
