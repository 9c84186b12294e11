/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client;

import io.zk4j.protocol.ErrorCode;
import org.jspecify.annotations.Nullable;

/** There is a znode of this name already. */
public final class NodeExistsException extends ZkException {
    private static final long serialVersionUID = 1L;

    NodeExistsException(@Nullable String path, String message) {
        super(ErrorCode.NODE_EXISTS, path, Advice.GIVE_UP, message);
    }
}
