/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.jute;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes records in the form that ZooKeeper uses on the wire and on disk: big-endian, no tags, no padding. */
@SuppressWarnings("NonApiType") // The signatures are Apache's.
public class BinaryOutputArchive implements OutputArchive {
    private static final int NULL_LENGTH = -1;

    private final DataOutput out;
    private long bytesWritten;

    /**
     * Writes to the given stream; flushing and closing it stays with the caller.
     *
     * @param out where to write to
     */
    public BinaryOutputArchive(DataOutput out) {
        this.out = out;
    }

    /**
     * {@return an archive on top of any stream}
     *
     * @param stream the stream
     */
    public static BinaryOutputArchive getArchive(OutputStream stream) {
        return new BinaryOutputArchive(new DataOutputStream(stream));
    }

    @Override
    public void writeByte(byte value, String tag) throws IOException {
        out.writeByte(value);
        bytesWritten += Byte.BYTES;
    }

    @Override
    public void writeBool(boolean value, String tag) throws IOException {
        out.writeBoolean(value);
        bytesWritten += 1;
    }

    @Override
    public void writeInt(int value, String tag) throws IOException {
        out.writeInt(value);
        bytesWritten += Integer.BYTES;
    }

    @Override
    public void writeLong(long value, String tag) throws IOException {
        out.writeLong(value);
        bytesWritten += Long.BYTES;
    }

    @Override
    public void writeFloat(float value, String tag) throws IOException {
        out.writeFloat(value);
        bytesWritten += Float.BYTES;
    }

    @Override
    public void writeDouble(double value, String tag) throws IOException {
        out.writeDouble(value);
        bytesWritten += Double.BYTES;
    }

    @Override
    public void writeString(@Nullable String value, String tag) throws IOException {
        writeBuffer(value == null ? null : value.getBytes(UTF_8), tag);
    }

    @Override
    public void writeBuffer(byte @Nullable [] value, String tag) throws IOException {
        if (value == null) {
            writeInt(NULL_LENGTH, tag);
            return;
        }
        writeInt(value.length, tag);
        out.write(value);
        bytesWritten += value.length;
    }

    @Override
    public void writeRecord(Record value, String tag) throws IOException {
        value.serialize(this, tag);
    }

    @Override
    public void startRecord(Record value, String tag) {}

    @Override
    public void endRecord(Record value, String tag) {}

    @Override
    public void startVector(@Nullable List<?> value, String tag) throws IOException {
        writeInt(value == null ? NULL_LENGTH : value.size(), tag);
    }

    @Override
    public void endVector(@Nullable List<?> value, String tag) {}

    @Override
    public void startMap(TreeMap<?, ?> value, String tag) throws IOException {
        writeInt(value.size(), tag);
    }

    @Override
    public void endMap(TreeMap<?, ?> value, String tag) {}

    @Override
    public long getDataSize() {
        return bytesWritten;
    }
}
