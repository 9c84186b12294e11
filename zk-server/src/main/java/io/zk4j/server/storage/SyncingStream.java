/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.storage;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;

/**
 * Brings a large file to the disk bit by bit while it is written. One sync of hundreds of megabytes at the end would hold up
 * those of the transaction log, which wait for the same disk.
 */
final class SyncingStream extends FilterOutputStream {
    private static final long BYTES_BETWEEN_SYNCS = 16L << 20;

    private final FileChannel channel;
    private long bytesSinceSync;

    SyncingStream(OutputStream out, FileChannel channel) {
        super(out);
        this.channel = channel;
    }

    @Override
    public void write(int b) throws IOException {
        out.write(b);
        count(1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
        count(length);
    }

    /** Leaves the file open, for one more sync by whoever opened it. */
    @Override
    public void close() throws IOException {
        flush();
    }

    private void count(int bytes) throws IOException {
        bytesSinceSync += bytes;
        if (bytesSinceSync >= BYTES_BETWEEN_SYNCS) {
            channel.force(false);
            bytesSinceSync = 0;
        }
    }
}
