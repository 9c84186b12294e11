/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.discovery;

import io.zk4j.protocol.Bytes;

/** Turns instances into the data of znodes and back. Called on the framework's turn, so it must not block. */
public interface InstanceSerializer<T> {
    /**
     * What to write.
     *
     * @throws IllegalArgumentException if the instance cannot be written, saying why
     */
    Bytes serialize(ServiceInstance<T> instance);

    /**
     * What was written.
     *
     * @throws IllegalArgumentException if that is no instance, saying why
     */
    ServiceInstance<T> deserialize(Bytes data);
}
