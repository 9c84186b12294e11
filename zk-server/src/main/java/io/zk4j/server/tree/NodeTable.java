/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.tree;

import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** All znodes by path. One thread writes, any thread reads. */
final class NodeTable {
    private final ConcurrentHashMap<String, Znode> nodes = new ConcurrentHashMap<>();

    @Nullable
    Znode get(String path) {
        return nodes.get(path);
    }

    /** Adds the znode or puts it in place of the one with its path. */
    void put(Znode node) {
        nodes.put(node.path(), node);
    }

    void remove(String path) {
        nodes.remove(path);
    }

    void clear() {
        nodes.clear();
    }

    int size() {
        return nodes.size();
    }

    /** Shows all znodes; a change made meanwhile may or may not be seen. */
    void forEach(Consumer<Znode> visitor) {
        nodes.values().forEach(visitor);
    }
}
