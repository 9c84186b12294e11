/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.tree;

import org.jspecify.annotations.Nullable;

/**
 * The children of one znode: a set of their paths, 6 to 12 bytes per child, since what is kept is what the tree holds
 * anyway: a path, or a znode whose path is not a string of its own (see {@link Znode#pathKey}). Such a znode changes only
 * together with its {@linkplain #rekey entry here}.
 *
 * <p>Open addressing with linear probing. Not thread-safe: owned by {@link DataTree}, read by other threads under its
 * read lock.
 */
final class ChildNames {
    private static final int CAPACITY_MIN = 2;

    private @Nullable Object[] table = new @Nullable Object[CAPACITY_MIN];
    private int size;

    int size() {
        return size;
    }

    /** Adds a child, a path or a znode that stands for its own; false if it is there already. */
    boolean add(String path, Object key) {
        if ((size + 1) * 4L > table.length * 3L) {
            resize(table.length * 2);
        }
        int at = slotOf(path);
        if (table[at] != null) {
            return false;
        }
        table[at] = key;
        size++;
        return true;
    }

    /** From now on something else stands for the path of a child. */
    void rekey(String path, Object key) {
        int at = slotOf(path);
        if (table[at] != null) {
            table[at] = key;
        }
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
        for (Object key : table) {
            if (key != null) {
                paths[n++] = pathOf(key);
            }
        }
        return paths;
    }

    /** What stands for the paths as they are now, to be given to {@link #pathOf}. */
    Object[] keys() {
        var keys = new Object[size];
        int n = 0;
        for (Object key : table) {
            if (key != null) {
                keys[n++] = key;
            }
        }
        return keys;
    }

    /** The path that something stands for. */
    static String pathOf(Object key) {
        return key instanceof Znode node ? node.path() : (String) key;
    }

    /** Moves the entries behind an emptied slot that would no longer be found. */
    private void closeGapAfter(int hole) {
        int mask = table.length - 1;
        for (int at = (hole + 1) & mask; ; at = (at + 1) & mask) {
            Object key = table[at];
            if (key == null) {
                return;
            }
            int home = homeOf(key) & mask;
            boolean reachableWithoutHole = ((at - home) & mask) < ((at - hole) & mask);
            if (!reachableWithoutHole) {
                table[hole] = key;
                table[at] = null;
                hole = at;
            }
        }
    }

    private int slotOf(String path) {
        int mask = table.length - 1;
        int at = spread(path.hashCode()) & mask;
        for (; ; at = (at + 1) & mask) {
            Object found = table[at];
            if (found == null || (found instanceof Znode node ? node.isAt(path) : found.equals(path))) {
                return at;
            }
        }
    }

    private void resize(int capacity) {
        var old = table;
        table = new @Nullable Object[capacity];
        for (Object key : old) {
            if (key != null) {
                int at = homeOf(key) & (capacity - 1);
                while (table[at] != null) {
                    at = (at + 1) & (capacity - 1);
                }
                table[at] = key;
            }
        }
    }

    private static int homeOf(Object key) {
        return spread(key instanceof Znode node ? node.pathHash() : key.hashCode());
    }

    private static int spread(int pathHash) {
        int h = pathHash * 0x9E3779B9;
        return h ^ (h >>> 15);
    }
}
