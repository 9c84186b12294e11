/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.queue;

import io.zk4j.protocol.Bytes;

/** Decides what becomes of an item that could not be consumed: the place to put it aside, or to give up after some tries. */
@FunctionalInterface
public interface ErrorHandler {
    /**
     * Hears of a failure, on the executor for callbacks. The next item comes afterwards.
     *
     * @param item as it was serialized; all of the znode's data if the cause is a {@link CorruptItemException}
     * @param cause what the consumer or the serializer has thrown
     */
    ErrorMode onError(Bytes item, Throwable cause);
}
