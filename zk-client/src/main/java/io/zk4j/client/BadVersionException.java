/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client;

import io.zk4j.protocol.ErrorCode;
import org.jspecify.annotations.Nullable;

/** Somebody else has changed the znode since the version that the caller named. Read it again. */
public final class BadVersionException extends ZkException {
    private static final long serialVersionUID = 1L;

    BadVersionException(@Nullable String path, String message) {
        super(ErrorCode.BAD_VERSION, path, Advice.GIVE_UP, message);
    }
}
