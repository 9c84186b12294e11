/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.cache;

import io.zk4j.recipes.primitive.WatchedView.Entry;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a cache shows at a moment.
 *
 * @param zxid everything up to this transaction is in it; znodes that have changed since may be newer already, which their stat tells
 * @param entries what is there, by path
 */
public record Snapshot(long zxid, SortedMap<String, Entry> entries) {
    public Snapshot {
        entries = Collections.unmodifiableSortedMap(new TreeMap<>(entries));
    }
}
