/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client;

import io.zk4j.protocol.ErrorCode;
import org.jspecify.annotations.Nullable;

/** The znode, or for a create its parent, is not there. */
public final class NoNodeException extends ZkException {
    private static final long serialVersionUID = 1L;

    NoNodeException(@Nullable String path, String message) {
        super(ErrorCode.NO_NODE, path, Advice.GIVE_UP, message);
    }
}
