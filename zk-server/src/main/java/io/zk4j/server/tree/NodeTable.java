/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.tree;

import io.zk4j.protocol.Acl;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * All znodes by path. One thread writes, any thread reads without waiting.
 *
 * <p>A hash table with open addressing, since the keys are in the znodes anyway: 6 to 11 bytes per znode where a
 * {@link java.util.concurrent.ConcurrentHashMap} takes 40. It is cut into segments that grow one at a time, so that no
 * single write pays for all. A deleted znode leaves a mark behind, so that what readers are looking for never moves.
 */
final class NodeTable {
    private static final int SEGMENT_BITS = 8;
    private static final int CAPACITY_MIN = 4;

    /** Where a znode has been deleted. */
    private static final Znode DELETED =
            Znode.stored("", null, Acl.OPEN_UNSAFE, 0, 0, 0, 0, 0, 0, 0, EphemeralOwner.NONE, 0);

    private final AtomicReferenceArray<AtomicReferenceArray<@Nullable Znode>> segments =
            new AtomicReferenceArray<>(1 << SEGMENT_BITS);
    private final int[] occupied = new int[1 << SEGMENT_BITS]; // slots that are not empty, the writer's own count
    private final int[] live = new int[1 << SEGMENT_BITS]; // slots with a znode
    private int size;

    NodeTable() {
        clear();
    }

    @Nullable
    Znode get(String path) {
        int hash = spread(path);
        var slots = segments.get(segmentOf(hash));
        int mask = slots.length() - 1;
        for (int at = hash & mask; ; at = (at + 1) & mask) {
            var node = slots.get(at);
            if (node == null) {
                return null;
            }
            if (node.path().equals(path) && node != DELETED) {
                return node;
            }
        }
    }

    /** Adds the znode or puts it in place of the one with its path. */
    void put(Znode node) {
        int hash = spread(node.path());
        var slots = segments.get(segmentOf(hash));
        int at = find(slots, hash, node.path());
        if (at >= 0) {
            slots.set(at, node);
        } else {
            insert(node, hash);
        }
    }

    /** Adds the znode unless there is one with its path, which is returned then. */
    @Nullable
    Znode putIfAbsent(Znode node) {
        int hash = spread(node.path());
        var slots = segments.get(segmentOf(hash));
        int at = find(slots, hash, node.path());
        if (at >= 0) {
            return slots.get(at);
        }
        insert(node, hash);
        return null;
    }

    private void insert(Znode node, int hash) {
        int segment = segmentOf(hash);
        var slots = segments.get(segment);
        if ((occupied[segment] + 1) * 4L > slots.length() * 3L) {
            slots = rebuild(segment);
        }
        int free = hash & (slots.length() - 1);
        for (var found = slots.get(free); found != null && found != DELETED; found = slots.get(free)) {
            free = (free + 1) & (slots.length() - 1);
        }
        if (slots.get(free) == null) {
            occupied[segment]++;
        }
        slots.set(free, node);
        live[segment]++;
        size++;
    }

    void remove(String path) {
        int hash = spread(path);
        int segment = segmentOf(hash);
        var slots = segments.get(segment);
        int at = find(slots, hash, path);
        if (at < 0) {
            return;
        }
        slots.set(at, DELETED);
        live[segment]--;
        size--;
        if (slots.length() > CAPACITY_MIN && live[segment] * 8L < slots.length()) {
            rebuild(segment);
        }
    }

    void clear() {
        for (int segment = 0; segment < segments.length(); segment++) {
            segments.set(segment, new AtomicReferenceArray<>(CAPACITY_MIN));
            occupied[segment] = 0;
            live[segment] = 0;
        }
        size = 0;
    }

    /** Exact for the writer and under its lock. */
    int size() {
        return size;
    }

    /** Shows all znodes; a change made meanwhile may or may not be seen. */
    void forEach(Consumer<Znode> visitor) {
        for (int segment = 0; segment < segments.length(); segment++) {
            var slots = segments.get(segment);
            for (int at = 0; at < slots.length(); at++) {
                var node = slots.get(at);
                if (node != null && node != DELETED) {
                    visitor.accept(node);
                }
            }
        }
    }

    private static int find(AtomicReferenceArray<@Nullable Znode> slots, int hash, String path) {
        int mask = slots.length() - 1;
        for (int at = hash & mask; ; at = (at + 1) & mask) {
            var node = slots.get(at);
            if (node == null) {
                return -1;
            }
            if (node.path().equals(path) && node != DELETED) {
                return at;
            }
        }
    }

    /** Copies a segment's znodes into a table that is at most half full. Readers go on in the old one. */
    private AtomicReferenceArray<@Nullable Znode> rebuild(int segment) {
        int capacity = CAPACITY_MIN;
        while (capacity < (live[segment] + 1) * 2) {
            capacity *= 2;
        }
        var old = segments.get(segment);
        var slots = new AtomicReferenceArray<@Nullable Znode>(capacity);
        for (int i = 0; i < old.length(); i++) {
            var node = old.get(i);
            if (node != null && node != DELETED) {
                int at = spread(node.path()) & (capacity - 1);
                while (slots.getPlain(at) != null) {
                    at = (at + 1) & (capacity - 1);
                }
                slots.setPlain(at, node);
            }
        }
        occupied[segment] = live[segment];
        segments.set(segment, slots);
        return slots;
    }

    private static int segmentOf(int hash) {
        return hash >>> (Integer.SIZE - SEGMENT_BITS);
    }

    private static int spread(String path) {
        int hash = path.hashCode() * 0x9E3779B9;
        return hash ^ (hash >>> 15);
    }
}
