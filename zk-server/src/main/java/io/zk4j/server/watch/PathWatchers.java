/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.watch;

import java.util.Arrays;
import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/** The watchers of one path with their modes. Small for the usual one watcher, fast for ten thousand. */
final class PathWatchers {
    private static final int SCANNED_MAX = 16; // more than this many are found through an index

    private @Nullable Watcher[] watchers = new @Nullable Watcher[1];
    private byte[] modes = new byte[1]; // bits of WatchMode
    private int size;
    private @Nullable IdentityHashMap<Watcher, Integer> index;

    int size() {
        return size;
    }

    Watcher watcher(int at) {
        var watcher = watchers[at];
        if (watcher == null) {
            throw new IllegalStateException("no watcher at " + at + " of " + size);
        }
        return watcher;
    }

    int modes(int at) {
        return modes[at];
    }

    int modesOf(Watcher watcher) {
        int at = find(watcher);
        return at < 0 ? 0 : modes[at];
    }

    /** Adds modes; returns those that the watcher had before. */
    int add(Watcher watcher, int bits) {
        int at = find(watcher);
        if (at >= 0) {
            int before = modes[at];
            modes[at] |= (byte) bits;
            return before;
        }
        if (size == watchers.length) {
            watchers = Arrays.copyOf(watchers, size * 2);
            modes = Arrays.copyOf(modes, size * 2);
        }
        watchers[size] = watcher;
        modes[size] = (byte) bits;
        if (index != null) {
            index.put(watcher, size);
        }
        size++;
        if (index == null && size > SCANNED_MAX) {
            index = indexed();
        }
        return 0;
    }

    /** Takes modes away; returns those that the watcher had before. One without modes is gone. */
    int remove(Watcher watcher, int bits) {
        int at = find(watcher);
        return at < 0 ? 0 : removeAt(at, bits);
    }

    /** As {@link #remove}; the last watcher takes the place of one that is gone. */
    int removeAt(int at, int bits) {
        int before = modes[at];
        modes[at] &= (byte) ~bits;
        if (modes[at] == 0) {
            int last = size - 1;
            var gone = watcher(at);
            var moved = watcher(last);
            watchers[at] = moved;
            modes[at] = modes[last];
            watchers[last] = null;
            size = last;
            if (index != null) {
                index.put(moved, at);
                index.remove(gone);
            }
        }
        return before;
    }

    private int find(Watcher watcher) {
        if (index != null) {
            return index.getOrDefault(watcher, -1);
        }
        for (int i = 0; i < size; i++) {
            if (watchers[i] == watcher) {
                return i;
            }
        }
        return -1;
    }

    private IdentityHashMap<Watcher, Integer> indexed() {
        var map = new IdentityHashMap<Watcher, Integer>();
        for (int i = 0; i < size; i++) {
            map.put(watcher(i), i);
        }
        return map;
    }
}
