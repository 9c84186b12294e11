/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.tree;

import org.jspecify.annotations.Nullable;

/**
 * The children of one znode: a set of their paths, 6 to 12 bytes per child, since the strings are those that the tree
 * holds anyway.
 *
 * <p>Open addressing with linear probing. Not thread-safe: owned by {@link DataTree}, read by other threads under its
 * read lock.
 */
final class ChildNames {
    private static final int CAPACITY_MIN = 2;

    private @Nullable String[] table = new @Nullable String[CAPACITY_MIN];
    private int size;

    int size() {
        return size;
    }

    /** Adds a child; false if it is there already. */
    boolean add(String path) {
        if ((size + 1) * 4L > table.length * 3L) {
            resize(table.length * 2);
        }
        int at = slotOf(path);
        if (table[at] != null) {
            return false;
        }
        table[at] = path;
        size++;
        return true;
    }

    /** Removes a child; false if it is not there. */
    boolean remove(String path) {
        int hole = slotOf(path);
        if (table[hole] == null) {
            return false;
        }
        table[hole] = null;
        size--;
        closeGapAfter(hole);
        if (table.length > CAPACITY_MIN && size * 8L < table.length) {
            resize(table.length / 2);
        }
        return true;
    }

    /** The paths as they are now. */
    String[] toArray() {
        var paths = new String[size];
        int n = 0;
        for (String path : table) {
            if (path != null) {
                paths[n++] = path;
            }
        }
        return paths;
    }

    /** Moves the entries behind an emptied slot that would no longer be found. */
    private void closeGapAfter(int hole) {
        int mask = table.length - 1;
        for (int at = (hole + 1) & mask; ; at = (at + 1) & mask) {
            String path = table[at];
            if (path == null) {
                return;
            }
            int home = spread(path) & mask;
            boolean reachableWithoutHole = ((at - home) & mask) < ((at - hole) & mask);
            if (!reachableWithoutHole) {
                table[hole] = path;
                table[at] = null;
                hole = at;
            }
        }
    }

    private int slotOf(String path) {
        int mask = table.length - 1;
        int at = spread(path) & mask;
        for (; ; at = (at + 1) & mask) {
            String found = table[at];
            if (found == null || found.equals(path)) {
                return at;
            }
        }
    }

    private void resize(int capacity) {
        var old = table;
        table = new @Nullable String[capacity];
        for (String path : old) {
            if (path != null) {
                table[slotOf(path)] = path;
            }
        }
    }

    private static int spread(String path) {
        int h = path.hashCode() * 0x9E3779B9;
        return h ^ (h >>> 15);
    }
}
