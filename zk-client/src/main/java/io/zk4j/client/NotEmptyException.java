/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client;

import io.zk4j.protocol.ErrorCode;
import org.jspecify.annotations.Nullable;

/** A znode with children cannot be deleted. */
public final class NotEmptyException extends ZkException {
    private static final long serialVersionUID = 1L;

    NotEmptyException(@Nullable String path, String message) {
        super(ErrorCode.NOT_EMPTY, path, Advice.GIVE_UP, message);
    }
}
