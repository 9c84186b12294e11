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
    /**
     * Writes one byte.
     *
     * @param value the value
     * @param tag name of the field; may be ignored
     * @throws IOException if the archive cannot be written
     */
    void writeByte(byte value, String tag) throws IOException;

    /**
     * Writes a truth value, one byte.
     *
     * @param value the value
     * @param tag name of the field; may be ignored
     * @throws IOException if the archive cannot be written
     */
    void writeBool(boolean value, String tag) throws IOException;

    /**
     * Writes four bytes, the highest first.
     *
     * @param value the value
     * @param tag name of the field; may be ignored
     * @throws IOException if the archive cannot be written
     */
    void writeInt(int value, String tag) throws IOException;

    /**
     * Writes eight bytes, the highest first.
     *
     * @param value the value
     * @param tag name of the field; may be ignored
     * @throws IOException if the archive cannot be written
     */
    void writeLong(long value, String tag) throws IOException;

    /**
     * Writes a number of four bytes, IEEE 754.
     *
     * @param value the value
     * @param tag name of the field; may be ignored
     * @throws IOException if the archive cannot be written
     */
    void writeFloat(float value, String tag) throws IOException;

    /**
     * Writes a number of eight bytes, IEEE 754.
     *
     * @param value the value
     * @param tag name of the field; may be ignored
     * @throws IOException if the archive cannot be written
     */
    void writeDouble(double value, String tag) throws IOException;

    /**
     * Writes a text in UTF-8.
     *
     * @param value the value; may be null
     * @param tag name of the field; may be ignored
     * @throws IOException if the archive cannot be written
     */
    void writeString(@Nullable String value, String tag) throws IOException;

    /**
     * Writes a byte string.
     *
     * @param value the value; may be null
     * @param tag name of the field; may be ignored
     * @throws IOException if the archive cannot be written
     */
    void writeBuffer(byte @Nullable [] value, String tag) throws IOException;

    /**
     * Writes a record inside this one.
     *
     * @param value the record
     * @param tag name of the field; may be ignored
     * @throws IOException if the archive cannot be written
     */
    void writeRecord(Record value, String tag) throws IOException;

    /**
     * Begins a record.
     *
     * @param value the record
     * @param tag name of the field; may be ignored
     * @throws IOException if the archive cannot be written
     */
    void startRecord(Record value, String tag) throws IOException;

    /**
     * Ends the record.
     *
     * @param value the record
     * @param tag name of the field; may be ignored
     * @throws IOException if the archive cannot be written
     */
    void endRecord(Record value, String tag) throws IOException;

    /**
     * Begins a vector of as many elements as the list has; the caller writes the elements.
     *
     * @param value the value
     * @param tag name of the field; may be ignored
     * @throws IOException if the archive or stream cannot be read or written
     */
    void startVector(@Nullable List<?> value, String tag) throws IOException;

    /**
     * Ends the vector.
     *
     * @param value the vector
     * @param tag name of the field; may be ignored
     * @throws IOException if the archive cannot be written
     */
    void endVector(@Nullable List<?> value, String tag) throws IOException;

    /**
     * Begins a map of as many pairs as the tree has; the caller writes keys and values in turn.
     *
     * @param value the value
     * @param tag name of the field; may be ignored
     * @throws IOException if the archive or stream cannot be read or written
     */
    void startMap(TreeMap<?, ?> value, String tag) throws IOException;

    /**
     * Ends the map.
     *
     * @param value the map
     * @param tag name of the field; may be ignored
     * @throws IOException if the archive cannot be written
     */
    void endMap(TreeMap<?, ?> value, String tag) throws IOException;

    /** {@return number of bytes written so far} */
    long getDataSize();
}
