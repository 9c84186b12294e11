/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.storage;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.Adler32;

/** Random access to a file through a buffer that moves along; made for reading forward with looks ahead. */
final class FileWindow implements Closeable {
    private static final int WINDOW_BYTES = 1 << 16;

    private final FileChannel channel;
    private final long size;
    private ByteBuffer window = ByteBuffer.allocate(WINDOW_BYTES).limit(0);
    private long windowAt;

    /** The file as it is now: what is appended later is not seen. */
    FileWindow(Path file) throws IOException {
        channel = FileChannel.open(file, StandardOpenOption.READ);
        size = channel.size();
    }

    long size() {
        return size;
    }

    /** Whether the file has {@code length} bytes at {@code offset}. */
    boolean has(long offset, long length) {
        return offset + length <= size;
    }

    byte byteAt(long offset) throws IOException {
        return window.get(locate(offset, Byte.BYTES));
    }

    int intAt(long offset) throws IOException {
        return window.getInt(locate(offset, Integer.BYTES));
    }

    long longAt(long offset) throws IOException {
        return window.getLong(locate(offset, Long.BYTES));
    }

    /** The bytes at {@code offset}, valid until the next call of any method. */
    ByteBuffer bytesAt(long offset, int length) throws IOException {
        int at = locate(offset, length);
        return window.slice(at, length);
    }

    /** The Adler-32 of a stretch of the file, which need not fit into memory. */
    long adler32(long offset, long length) throws IOException {
        var sum = new Adler32();
        for (long done = 0; done < length; ) {
            int step = (int) Math.min(WINDOW_BYTES, length - done);
            sum.update(bytesAt(offset + done, step));
            done += step;
        }
        return sum.getValue();
    }

    /** Where the first byte at or after {@code offset} is that is not zero; {@link #size} if there is none. */
    long nextNonZero(long offset) throws IOException {
        long at = offset;
        while (at < size) {
            boolean eight = at + Long.BYTES <= size;
            if (eight && longAt(at) == 0) {
                at += Long.BYTES;
            } else if (byteAt(at) == 0) {
                at++;
            } else {
                return at;
            }
        }
        return size;
    }

    /** Brings the bytes into the window and returns their index there. */
    private int locate(long offset, int length) throws IOException {
        if (offset < windowAt || offset + length > windowAt + window.limit()) {
            fill(offset, length);
        }
        return (int) (offset - windowAt);
    }

    private void fill(long offset, int length) throws IOException {
        if (offset < 0 || !has(offset, length)) {
            throw new IndexOutOfBoundsException(length + " bytes at " + offset + " of a file of " + size);
        }
        if (window.capacity() < length) {
            window = ByteBuffer.allocate(length);
        }
        window.clear().limit((int) Math.min(window.capacity(), size - offset));
        windowAt = offset;
        while (window.hasRemaining()) {
            if (channel.read(window, offset + window.position()) < 0) {
                throw new IOException("the file became shorter than " + size + " bytes while it was read");
            }
        }
        window.flip();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
