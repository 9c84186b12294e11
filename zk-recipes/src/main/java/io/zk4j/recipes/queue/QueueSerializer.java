/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.queue;

import io.zk4j.protocol.Bytes;

/**
 * Turns items into bytes and back. Called on whatever thread puts, and on the executor for callbacks.
 *
 * @param <T> what is in the queue
 */
public interface QueueSerializer<T> {
    /** The bytes of an item. */
    Bytes serialize(T item);

    /** The item; an exception counts as a failure to consume it. */
    T deserialize(Bytes bytes);

    /** For text, in UTF-8. */
    static QueueSerializer<String> utf8() {
        return new QueueSerializer<>() {
            @Override
            public Bytes serialize(String item) {
                return Bytes.ofUtf8(item);
            }

            @Override
            public String deserialize(Bytes bytes) {
                return bytes.utf8();
            }
        };
    }
}
