/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.queue;

/** What becomes of an item that the consumer could not consume. */
public enum ErrorMode {
    /** It goes to the end, among its like, and is tried again. */
    REQUEUE,
    /** It is deleted. */
    DELETE
}
