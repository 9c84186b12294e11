/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.storage;

/** When a log file is extended, and to what size: Apache's rule, so that files of both servers have the same sizes. */
final class Preallocation {
    private static final int BYTES_LEFT_MIN = 4096;

    private Preallocation() {}

    /**
     * The size that the file should have before something is appended.
     *
     * @param position where the data ends
     * @param size how long the file is
     * @param stepBytes by how much it is extended; 0 or less = not at all
     */
    static long extendedSize(long position, long size, long stepBytes) {
        if (stepBytes <= 0 || position + BYTES_LEFT_MIN < size) {
            return size;
        }
        if (position <= size) {
            return size + stepBytes;
        }
        long beyond = position + stepBytes;
        return beyond - beyond % stepBytes;
    }
}
