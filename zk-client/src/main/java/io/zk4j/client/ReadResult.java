/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client;

import java.util.List;

/** What one read of a {@link ZkClient#multiRead} has found: each succeeds or fails by itself. */
public sealed interface ReadResult {
    /** {@return what was read, as the caller named it} */
    String path();

    /** Data and metadata, answer to a {@link Read.Data}. */
    record Data(String path, Node node) implements ReadResult {}

    /** The names of the children in no particular order, answer to a {@link Read.Names}. */
    record Names(String path, List<String> names) implements ReadResult {
        /**
         * Copies the list.
         *
         * @param path the znode
         * @param names the names of its children
         */
        public Names {
            names = List.copyOf(names);
        }
    }

    /** Why this one could not be read. */
    record Failed(String path, ZkException failure) implements ReadResult {}
}
