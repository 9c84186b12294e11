/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client;

import io.zk4j.protocol.Stat;
import java.util.List;

/** The names of a znode's children, in no particular order, and the metadata of the znode itself. */
public record Children(List<String> names, Stat stat) {
    /**
     * Copies the list.
     *
     * @param names the names of the children, without the path of their parent
     * @param stat the metadata of the znode
     */
    public Children {
        names = List.copyOf(names);
    }
}
