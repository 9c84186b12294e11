/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.tree;

import io.zk4j.protocol.Acl;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * All znodes by path. One thread writes, any thread reads without waiting.
 *
 * <p>A hash table with open addressing, since the keys are in the znodes anyway: 8 to 16 bytes per znode where a
 * {@link java.util.concurrent.ConcurrentHashMap} takes 40. It is cut into segments that grow one at a time, so that no
 * single write pays for all. A deleted znode leaves a mark behind, so that what readers are looking for never moves. Beside each
 * slot a part of the hash is kept, so that hardly a znode is looked at, far away in memory, that is not the one wanted, and
 * none when a segment grows.
 */
final class NodeTable {
    private static final int SEGMENT_BITS = 8;
    private static final int CAPACITY_MIN = 4;
    /** How many values a tag can have. */
    private static final int TAGS = 1 << Character.SIZE;

    /** Where a znode has been deleted. */
    private static final Znode DELETED =
            Znode.stored("", null, Acl.OPEN_UNSAFE, 0, 0, 0, 0, 0, 0, 0, EphemeralOwner.NONE, 0);

    private final AtomicReferenceArray<Segment> segments = new AtomicReferenceArray<>(1 << SEGMENT_BITS);
    private final int[] occupied = new int[1 << SEGMENT_BITS]; // slots that are not empty, the writer's own count
    private final int[] live = new int[1 << SEGMENT_BITS]; // slots with a znode
    private int size;

    NodeTable() {
        clear();
    }

    @Nullable
    Znode get(String path) {
        int hash = spread(path.hashCode());
        return segments.get(segmentOf(hash)).get(path, hash);
    }

    /** Adds the znode or puts it in place of the one with its path. */
    void put(Znode node) {
        int hash = spread(node.pathHash());
        var segment = segments.get(segmentOf(hash));
        int at = segment.find(node.path(), hash);
        if (at >= 0) {
            segment.set(at, node);
        } else {
            insert(node, hash);
        }
    }

    /**
     * Adds the znode unless there is one with its path, which is returned then.
     *
     * @param path that of the znode, which need not be made anew
     */
    @Nullable
    Znode putIfAbsent(String path, Znode node) {
        int hash = spread(path.hashCode());
        var segment = segments.get(segmentOf(hash));
        int at = segment.find(path, hash);
        if (at >= 0) {
            return segment.slots[at];
        }
        insert(node, hash);
        return null;
    }

    private void insert(Znode node, int hash) {
        int number = segmentOf(hash);
        var segment = segments.get(number);
        if ((occupied[number] + 1) * 4L > segment.slots.length * 3L) {
            segment = rebuild(number);
        }
        int free = segment.freeSlot(hash);
        if (segment.slots[free] == null) {
            occupied[number]++;
        }
        segment.tags[free] = tagOf(hash); // before the znode: who sees that sees this too
        segment.set(free, node);
        live[number]++;
        size++;
    }

    void remove(String path) {
        int hash = spread(path.hashCode());
        int number = segmentOf(hash);
        var segment = segments.get(number);
        int at = segment.find(path, hash);
        if (at < 0) {
            return;
        }
        segment.set(at, DELETED);
        live[number]--;
        size--;
        if (segment.slots.length > CAPACITY_MIN && live[number] * 8L < segment.slots.length) {
            rebuild(number);
        }
    }

    void clear() {
        for (int segment = 0; segment < segments.length(); segment++) {
            segments.set(segment, new Segment(CAPACITY_MIN));
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
            for (var node : segments.get(segment).slots) {
                if (node != null && node != DELETED) {
                    visitor.accept(node);
                }
            }
        }
    }

    /** Copies a segment's znodes into a table that is at most half full. Readers go on in the old one. */
    private Segment rebuild(int number) {
        int capacity = CAPACITY_MIN;
        while (capacity < (live[number] + 1) * 2) {
            capacity *= 2;
        }
        var old = segments.get(number);
        var segment = new Segment(capacity);
        for (int i = 0; i < old.slots.length; i++) {
            var node = old.slots[i];
            if (node != null && node != DELETED) {
                int hash = capacity <= TAGS ? old.tags[i] : spread(node.pathHash());
                int free = segment.freeSlot(hash);
                segment.tags[free] = old.tags[i];
                segment.slots[free] = node;
            }
        }
        occupied[number] = live[number];
        segments.set(number, segment);
        return segment;
    }

    private static int segmentOf(int hash) {
        return hash >>> (Integer.SIZE - SEGMENT_BITS);
    }

    /** The bits that choose the slot, unless there are very many. */
    private static char tagOf(int hash) {
        return (char) hash;
    }

    private static int spread(int pathHash) {
        int hash = pathHash * 0x9E3779B9;
        return hash ^ (hash >>> 15);
    }

    /** The slots of some znodes, and a part of each one's hash. */
    private static final class Segment {
        private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(Znode[].class);

        /** The writer reads it plainly; others see what is in a znode because it is immutable, and its tag because of {@link #set}. */
        final @Nullable Znode[] slots;
        /** Only the writer changes it, each place before its slot, and never while a znode is in that. */
        final char[] tags;

        Segment(int capacity) {
            slots = new @Nullable Znode[capacity];
            tags = new char[capacity];
        }

        void set(int at, Znode node) {
            SLOT.setVolatile(slots, at, node);
        }

        @Nullable
        Znode get(String path, int hash) {
            int mask = slots.length - 1;
            for (int at = hash & mask; ; at = (at + 1) & mask) {
                var node = (@Nullable Znode) SLOT.getVolatile(slots, at);
                if (node == null) {
                    return null;
                }
                if (tags[at] == tagOf(hash) && node != DELETED && node.isAt(path)) {
                    return node;
                }
            }
        }

        /** Where the znode is, for the writer; -1 if it is not there. */
        int find(String path, int hash) {
            int mask = slots.length - 1;
            for (int at = hash & mask; ; at = (at + 1) & mask) {
                var node = slots[at];
                if (node == null) {
                    return -1;
                }
                if (tags[at] == tagOf(hash) && node != DELETED && node.isAt(path)) {
                    return at;
                }
            }
        }

        /** Where a znode that is not there can be put, for the writer. */
        int freeSlot(int hash) {
            int mask = slots.length - 1;
            int at = hash & mask;
            while (slots[at] != null && slots[at] != DELETED) {
                at = (at + 1) & mask;
            }
            return at;
        }
    }
}
