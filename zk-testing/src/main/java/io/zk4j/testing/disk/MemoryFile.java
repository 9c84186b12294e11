/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.disk;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The content of one file, as it is now and as it would be after a power failure. Guarded by itself.
 *
 * <p>Kept in pages, of which only those with something in them take memory: a log is extended by leaving a hole.
 */
final class MemoryFile {
    static final int PAGE_BYTES = 4_096;

    private final Map<Long, byte[]> pages = new HashMap<>();
    private final Map<Long, byte[]> durablePages = new HashMap<>();
    private final Set<Long> unsynced = new HashSet<>();
    private long size;
    private long durableSize;

    synchronized long size() {
        return size;
    }

    /** Fills {@code into} as far as there is something; returns how much that was, -1 at the end of the file. */
    synchronized int read(ByteBuffer into, long position) {
        if (position >= size) {
            return -1;
        }
        int length = (int) Math.min(into.remaining(), size - position);
        for (int done = 0; done < length; ) {
            long at = position + done;
            int within = (int) (at % PAGE_BYTES);
            int piece = Math.min(length - done, PAGE_BYTES - within);
            var page = pages.get(at / PAGE_BYTES);
            into.put(page == null ? new byte[piece] : page, page == null ? 0 : within, piece);
            done += piece;
        }
        return length;
    }

    /** Bytes that {@link #write} would newly take for this. */
    synchronized long newBytes(long position, int length) {
        long bytes = 0;
        for (long page = position / PAGE_BYTES; page * PAGE_BYTES < position + length; page++) {
            bytes += pages.containsKey(page) ? 0 : PAGE_BYTES;
        }
        return bytes;
    }

    synchronized int write(ByteBuffer from, long position) {
        int length = from.remaining();
        for (int done = 0; done < length; ) {
            long at = position + done;
            int within = (int) (at % PAGE_BYTES);
            int piece = Math.min(length - done, PAGE_BYTES - within);
            from.get(pages.computeIfAbsent(at / PAGE_BYTES, number -> new byte[PAGE_BYTES]), within, piece);
            unsynced.add(at / PAGE_BYTES);
            done += piece;
        }
        size = Math.max(size, position + length);
        return length;
    }

    synchronized void truncate(long newSize) {
        if (newSize >= size) {
            return;
        }
        size = newSize;
        long kept = newSize / PAGE_BYTES;
        pages.keySet().removeIf(page -> {
            boolean gone = page * PAGE_BYTES >= newSize;
            if (gone) {
                unsynced.add(page);
            }
            return gone;
        });
        var last = pages.get(kept);
        if (last != null) {
            Arrays.fill(last, (int) (newSize % PAGE_BYTES), PAGE_BYTES, (byte) 0);
            unsynced.add(kept);
        }
    }

    /** What is in it now outlives a power failure. */
    synchronized void sync() {
        for (long number : unsynced) {
            var page = pages.get(number);
            if (page == null) {
                durablePages.remove(number);
            } else {
                durablePages.put(number, page.clone());
            }
        }
        unsynced.clear();
        durableSize = size;
    }

    /** What would be left of it if the power failed now. */
    synchronized MemoryFile durableCopy() {
        var copy = new MemoryFile();
        durablePages.forEach((number, page) -> {
            copy.pages.put(number, page.clone());
            copy.durablePages.put(number, page); // never written to
        });
        copy.size = durableSize;
        copy.durableSize = durableSize;
        return copy;
    }

    /** Bytes of memory that stand for bytes of a disk. */
    synchronized long usedBytes() {
        return (long) pages.size() * PAGE_BYTES;
    }
}
