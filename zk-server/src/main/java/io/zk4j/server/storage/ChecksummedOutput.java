/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.zk4j.protocol.Bytes;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.zip.Adler32;
import org.jspecify.annotations.Nullable;

/** Writes the basic types to a stream and keeps the Adler-32 of everything written so far. */
final class ChecksummedOutput {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int NULL = -1;

    private final OutputStream out;
    private final Adler32 sum = new Adler32();
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);

    ChecksummedOutput(OutputStream out) {
        this.out = out;
    }

    /** The Adler-32 of all bytes written so far. */
    long checksum() throws IOException {
        drain();
        return sum.getValue();
    }

    void writeInt(int value) throws IOException {
        room(Integer.BYTES).putInt(value);
    }

    void writeLong(long value) throws IOException {
        room(Long.BYTES).putLong(value);
    }

    void writeString(String text) throws IOException {
        writeArray(text.getBytes(UTF_8));
    }

    void writeBytes(@Nullable Bytes bytes) throws IOException {
        if (bytes == null) {
            writeInt(NULL);
        } else {
            writeArray(bytes.unsafeArray());
        }
    }

    /** Writes bytes as they are. */
    void writeRaw(byte[] bytes, int length) throws IOException {
        for (int done = 0; done < length; ) {
            room(1);
            int step = Math.min(buffer.remaining(), length - done);
            buffer.put(bytes, done, step);
            done += step;
        }
    }

    /** Hands everything on to the stream beneath. */
    void flush() throws IOException {
        drain();
        out.flush();
    }

    private void writeArray(byte[] bytes) throws IOException {
        writeInt(bytes.length);
        writeRaw(bytes, bytes.length);
    }

    private ByteBuffer room(int bytes) throws IOException {
        if (buffer.remaining() < bytes) {
            drain();
        }
        return buffer;
    }

    private void drain() throws IOException {
        sum.update(buffer.array(), 0, buffer.position());
        out.write(buffer.array(), 0, buffer.position());
        buffer.clear();
    }
}
