/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.queue;

/** What is in a znode of a queue is not what queues put there. */
public final class CorruptItemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CorruptItemException(String reason) {
        super("an item cannot be read: " + reason);
    }
}
