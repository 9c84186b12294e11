/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.queue;

/**
 * Consumes what comes out of a queue, one item at a time, on the executor for callbacks.
 *
 * @param <T> what is in the queue
 */
@FunctionalInterface
public interface QueueConsumer<T> {
    /**
     * Consumes an item. The next one comes when this returns.
     *
     * @throws Exception if it could not be consumed; the queue's {@link ErrorHandler} says what becomes of it
     */
    void consumeMessage(T message) throws Exception;
}
