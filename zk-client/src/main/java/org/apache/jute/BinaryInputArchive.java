/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.jute;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInput;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Reads records in the form that ZooKeeper uses on the wire and on disk: big-endian, no tags, no padding. */
public class BinaryInputArchive implements InputArchive {
    /** Start of the message when a length is negative or beyond the limit. */
    public static final String UNREASONBLE_LENGTH = "Unreasonable length = ";

    private static final int MAX_BUFFER_DEFAULT = 0xfffff;
    private static final int EXTRA_SIZE_MIN = 1024;

    /**
     * Longest string or buffer that is read without doubt, in bytes: the system property {@code jute.maxbuffer}, or
     * 1048575. Read once, when this class is loaded, because compiled applications know it as a constant field.
     */
    public static final int maxBuffer = Integer.getInteger("jute.maxbuffer", MAX_BUFFER_DEFAULT);

    private final DataInput in;
    private final long lengthMax;

    /**
     * Reads from the given input with the limits of the system properties.
     *
     * @param in where to read from, at what is to be read next
     */
    public BinaryInputArchive(DataInput in) {
        this(in, maxBuffer, Integer.getInteger("zookeeper.jute.maxbuffer.extrasize", maxBuffer));
    }

    /**
     * Reads from the given input.
     *
     * @param in where to read from, at what is to be read next
     * @param maxBufferSize longest string or buffer, in bytes
     * @param extraMaxBufferSize what a stored record may exceed it by, in bytes; at least 1024 are granted
     */
    public BinaryInputArchive(DataInput in, int maxBufferSize, int extraMaxBufferSize) {
        this.in = in;
        this.lengthMax = (long) maxBufferSize + Math.max(extraMaxBufferSize, EXTRA_SIZE_MIN);
    }

    /**
     * {@return an archive on top of any stream}
     *
     * @param stream the stream
     */
    public static BinaryInputArchive getArchive(InputStream stream) {
        return new BinaryInputArchive(new DataInputStream(stream));
    }

    @Override
    public byte readByte(String tag) throws IOException {
        return in.readByte();
    }

    @Override
    public boolean readBool(String tag) throws IOException {
        return in.readBoolean();
    }

    @Override
    public int readInt(String tag) throws IOException {
        return in.readInt();
    }

    @Override
    public long readLong(String tag) throws IOException {
        return in.readLong();
    }

    @Override
    public float readFloat(String tag) throws IOException {
        return in.readFloat();
    }

    @Override
    public double readDouble(String tag) throws IOException {
        return in.readDouble();
    }

    @Override
    public @Nullable String readString(String tag) throws IOException {
        byte[] utf8 = readBuffer(tag);
        return utf8 == null ? null : new String(utf8, UTF_8);
    }

    @Override
    public byte @Nullable [] readBuffer(String tag) throws IOException {
        int length = in.readInt();
        if (length == -1) {
            return null;
        }
        if (length < 0 || length > lengthMax) {
            throw new IOException(UNREASONBLE_LENGTH + length + " of " + tag + ", the limit is " + lengthMax);
        }
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return bytes;
    }

    @Override
    public void readRecord(Record record, String tag) throws IOException {
        record.deserialize(this, tag);
    }

    @Override
    public void startRecord(String tag) {}

    @Override
    public void endRecord(String tag) {}

    @Override
    public @Nullable Index startVector(String tag) throws IOException {
        int count = in.readInt();
        return count == -1 ? null : new Countdown(count);
    }

    @Override
    public void endVector(String tag) {}

    @Override
    public @Nullable Index startMap(String tag) throws IOException {
        return startVector(tag);
    }

    @Override
    public void endMap(String tag) {}

    private static final class Countdown implements Index {
        private int left;

        Countdown(int count) {
            this.left = count;
        }

        @Override
        public boolean done() {
            return left <= 0;
        }

        @Override
        public void incr() {
            left--;
        }
    }
}
