/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.jute;

import java.io.IOException;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Destination of a record's fields. The tags name fields and may be ignored. */
@SuppressWarnings("NonApiType") // The signatures are Apache's.
public interface OutputArchive {
    void writeByte(byte value, String tag) throws IOException;

    void writeBool(boolean value, String tag) throws IOException;

    void writeInt(int value, String tag) throws IOException;

    void writeLong(long value, String tag) throws IOException;

    void writeFloat(float value, String tag) throws IOException;

    void writeDouble(double value, String tag) throws IOException;

    void writeString(@Nullable String value, String tag) throws IOException;

    void writeBuffer(byte @Nullable [] value, String tag) throws IOException;

    void writeRecord(Record value, String tag) throws IOException;

    void startRecord(Record value, String tag) throws IOException;

    void endRecord(Record value, String tag) throws IOException;

    /** Begins a vector of as many elements as the list has; the caller writes the elements. */
    void startVector(@Nullable List<?> value, String tag) throws IOException;

    void endVector(@Nullable List<?> value, String tag) throws IOException;

    /** Begins a map of as many pairs as the tree has; the caller writes keys and values in turn. */
    void startMap(TreeMap<?, ?> value, String tag) throws IOException;

    void endMap(TreeMap<?, ?> value, String tag) throws IOException;

    /** Number of bytes written so far. */
    long getDataSize();
}
