/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.zookeeper.server;

import org.apache.zookeeper.data.Stat;

/** Holds a method that Curator calls under this name. */
public class DataTree {
    private DataTree() {}

    /**
     * Takes over every field of a stat into another one.
     *
     * @param from where the fields come from
     * @param to where they go
     */
    public static void copyStat(Stat from, Stat to) {
        to.copyFrom(from);
    }
}
