/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.storage;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The 16 bytes that logs and snapshots begin with.
 *
 * @param databaseId the same for all files of a kind; means nothing
 */
record FileHeader(int magic, int version, long databaseId) {
    static final int BYTES = 16;

    static final FileHeader LOG = new FileHeader(0x5A4B4C47, 2, 0); // "ZKLG"
    static final FileHeader SNAPSHOT = new FileHeader(0x5A4B534E, 2, -1); // "ZKSN"

    ByteBuffer toBytes() {
        return ByteBuffer.allocate(BYTES)
                .putInt(magic)
                .putInt(version)
                .putLong(databaseId)
                .flip();
    }

    /**
     * What is wrong with this header, null if nothing is. No server ever wrote a version or database id other than these,
     * and nothing protects a log's header, so a difference means damage.
     */
    @Nullable
    String defect(FileHeader expected) {
        if (magic != expected.magic) {
            return "the magic number is " + hex(magic) + ", not " + hex(expected.magic);
        }
        if (version != expected.version) {
            return "the format version is " + version + ", not " + expected.version;
        }
        return databaseId == expected.databaseId
                ? null
                : "the database id is " + databaseId + ", not " + expected.databaseId;
    }

    private static String hex(int value) {
        return "0x" + Integer.toHexString(value);
    }
}
