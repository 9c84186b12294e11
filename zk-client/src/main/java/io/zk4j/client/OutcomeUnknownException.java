/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client;

import io.zk4j.protocol.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * A write was sent, but no reply came: it may have been carried out or not. Look before repeating it.
 *
 * <p>If the session has ended meanwhile, the same is said by a {@link SessionExpiredException} or an {@link AuthFailedException} whose
 * {@link #advice} is {@link ZkException.Advice#CHECK}.
 */
public final class OutcomeUnknownException extends ZkException {
    private static final long serialVersionUID = 1L;

    OutcomeUnknownException(@Nullable String path, String message) {
        super(ErrorCode.CONNECTION_LOSS, path, Advice.CHECK, message);
    }
}
