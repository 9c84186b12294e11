/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.zk4j.protocol.Bytes;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.zip.Adler32;
import org.jspecify.annotations.Nullable;

/** Reads the basic types from a stream and keeps the Adler-32 of everything read so far. */
final class ChecksummedInput {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int NULL = -1;

    private final InputStream in;
    private final int fieldBytesMax;
    private final Adler32 sum = new Adler32();
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private final ByteBuffer whole = ByteBuffer.wrap(buffer);
    private long bufferAt; // offset of the buffer's first byte in the stream
    private int position;
    private int limit;
    private int summedUpTo;

    ChecksummedInput(InputStream in, int fieldBytesMax) {
        this.in = in;
        this.fieldBytesMax = fieldBytesMax;
    }

    /** How many bytes have been read. */
    long offset() {
        return bufferAt + position;
    }

    /** The Adler-32 of all bytes read so far. */
    long checksum() {
        sum.update(buffer, summedUpTo, position - summedUpTo);
        summedUpTo = position;
        return sum.getValue();
    }

    int readInt() throws IOException {
        if (limit - position < Integer.BYTES) {
            return (int) readBigEndian(Integer.BYTES);
        }
        int value = whole.getInt(position);
        position += Integer.BYTES;
        return value;
    }

    long readLong() throws IOException {
        if (limit - position < Long.BYTES) {
            return readBigEndian(Long.BYTES);
        }
        long value = whole.getLong(position);
        position += Long.BYTES;
        return value;
    }

    String readString() throws IOException {
        int length = readLength();
        if (length == NULL) {
            throw new IOException("a null string where a string is needed");
        }
        if (limit - position < length) {
            return new String(readArray(length), UTF_8);
        }
        var text = new String(buffer, position, length, UTF_8);
        position += length;
        return text;
    }

    @Nullable
    Bytes readBytes() throws IOException {
        int length = readLength();
        return length == NULL ? null : Bytes.wrap(readArray(length));
    }

    /** How many bytes are left, or something above {@code max} if there are more than that. */
    int remainingUpTo(int max) throws IOException {
        checksum();
        System.arraycopy(buffer, position, buffer, 0, limit - position);
        bufferAt += position;
        limit -= position;
        position = 0;
        summedUpTo = 0;
        while (limit <= max) {
            int read = in.read(buffer, limit, buffer.length - limit);
            if (read < 0) {
                break;
            }
            limit += read;
        }
        return limit;
    }

    private int readLength() throws IOException {
        int length = readInt();
        if (length < NULL || length > fieldBytesMax) {
            throw new IOException("a length of " + length + ", which is not within -1.." + fieldBytesMax);
        }
        return length;
    }

    private byte[] readArray(int length) throws IOException {
        var bytes = new byte[length];
        for (int done = 0; done < length; ) {
            require();
            int step = Math.min(limit - position, length - done);
            System.arraycopy(buffer, position, bytes, done, step);
            position += step;
            done += step;
        }
        return bytes;
    }

    private long readBigEndian(int bytes) throws IOException {
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            require();
            value = value << 8 | (buffer[position++] & 0xff);
        }
        return value;
    }

    private void require() throws IOException {
        if (position == limit && !refill()) {
            throw new EOFException("the file ends in the middle of a field");
        }
    }

    private boolean refill() throws IOException {
        checksum();
        bufferAt += limit;
        position = 0;
        summedUpTo = 0;
        limit = Math.max(0, in.read(buffer, 0, buffer.length));
        return limit > 0;
    }
}
