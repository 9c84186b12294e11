/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.network;

/** Something that is wrong until it is healed. Healing twice is harmless. Thread-safe. */
@FunctionalInterface
public interface Disturbance extends AutoCloseable {
    /** All is as it was before. */
    void heal();

    /** Heals, so that a block can say how long something is wrong. */
    @Override
    default void close() {
        heal();
    }
}
