/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client;

import io.zk4j.protocol.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * A request or a reply is larger than the limit, {@code jute.maxbuffer}. The message names size and limit; the session lives on. If it
 * was the reply that was too large, a write has been carried out.
 */
public final class LimitExceededException extends ZkException {
    private static final long serialVersionUID = 1L;

    LimitExceededException(ErrorCode code, @Nullable String path, String message) {
        super(code, path, Advice.GIVE_UP, message);
    }
}
