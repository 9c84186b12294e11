/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client;

import io.zk4j.protocol.ErrorCode;
import org.jspecify.annotations.Nullable;

/** No server could be reached, or the connection broke under a read. The call has changed nothing. */
public final class NotConnectedException extends ZkException {
    private static final long serialVersionUID = 1L;

    NotConnectedException(@Nullable String path, String message) {
        super(ErrorCode.CONNECTION_LOSS, path, Advice.RETRY, message);
    }
}
