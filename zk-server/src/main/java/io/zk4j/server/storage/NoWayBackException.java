/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.storage;

/**
 * A data directory cannot be taken back to a transaction, because it has neither that transaction nor a snapshot of that
 * moment. It is as it was.
 */
public final class NoWayBackException extends StorageException {
    private static final long serialVersionUID = 1L;

    NoWayBackException(String message) {
        super(message);
    }
}
