/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client;

import io.zk4j.protocol.ErrorCode;
import org.jspecify.annotations.Nullable;

/** The deadline has passed for a call that has changed nothing: a read, or one that was never sent. */
public final class CallTimedOutException extends ZkException {
    private static final long serialVersionUID = 1L;

    CallTimedOutException(@Nullable String path, String message) {
        super(ErrorCode.REQUEST_TIMEOUT, path, Advice.RETRY, message);
    }
}
