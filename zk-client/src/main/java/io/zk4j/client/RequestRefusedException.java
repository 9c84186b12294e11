/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client;

import io.zk4j.protocol.ErrorCode;
import org.jspecify.annotations.Nullable;

/** A server has answered with an error that has no class of its own; {@link #code} tells which. */
public final class RequestRefusedException extends ZkException {
    private static final long serialVersionUID = 1L;

    RequestRefusedException(ErrorCode code, @Nullable String path, Advice advice, String message) {
        super(code, path, advice, message);
    }
}
