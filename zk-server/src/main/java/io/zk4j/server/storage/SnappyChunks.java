/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.storage;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.xerial.snappy.Snappy;

/**
 * Uncompresses a stream in snappy-java's format: a header, then chunks with their lengths in front. The library's own
 * stream allocates whatever a length says and throws an {@link Error} at one that it does not like; a damaged file must not
 * be able to do that.
 */
final class SnappyChunks extends FilterInputStream {
    private static final long MAGIC = 0x82534e4150505900L;
    private static final int VERSION = 1;
    private static final int CHUNK_BYTES_MAX = 32 << 20;

    private final DataInputStream data;
    private byte[] chunk = new byte[0];
    private int position;

    SnappyChunks(InputStream in) throws IOException {
        super(in);
        data = new DataInputStream(in);
        long magic = data.readLong();
        int version = data.readInt();
        int compatibleVersion = data.readInt();
        if (magic != MAGIC || version != VERSION || compatibleVersion != VERSION) {
            throw new IOException("the header of the compressed stream is wrong");
        }
    }

    @Override
    public int read() throws IOException {
        return fill() ? chunk[position++] & 0xff : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int step = Math.min(length, chunk.length - position);
        System.arraycopy(chunk, position, bytes, offset, step);
        position += step;
        return step;
    }

    @Override
    public int available() {
        return chunk.length - position;
    }

    private boolean fill() throws IOException {
        while (position == chunk.length) {
            int first = in.read();
            if (first < 0) {
                return false;
            }
            chunk = readChunk(first);
            position = 0;
        }
        return true;
    }

    private byte[] readChunk(int firstByteOfLength) throws IOException {
        int length = firstByteOfLength << 24 | data.readUnsignedByte() << 16 | data.readUnsignedShort();
        checkLength("compressed chunk", length);
        var compressed = in.readNBytes(length);
        if (compressed.length < length) {
            throw new EOFException("the compressed stream ends in the middle of a chunk");
        }
        checkLength("chunk", Snappy.uncompressedLength(compressed));
        return Snappy.uncompress(compressed);
    }

    private static void checkLength(String what, int length) throws IOException {
        if (length < 0 || length > CHUNK_BYTES_MAX) {
            throw new IOException("a " + what + " of " + length + " bytes, more than " + CHUNK_BYTES_MAX);
        }
    }
}
