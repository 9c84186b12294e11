/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.jute;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Source of a record's fields, in the order they were written. The tags name fields and may be ignored. */
public interface InputArchive {
    /**
     * Reads one byte.
     *
     * @param tag name of the field; may be ignored
     * @return the value
     * @throws IOException if the archive cannot be read, or ends before
     */
    byte readByte(String tag) throws IOException;

    /**
     * Reads a truth value, one byte.
     *
     * @param tag name of the field; may be ignored
     * @return the value
     * @throws IOException if the archive cannot be read, or ends before
     */
    boolean readBool(String tag) throws IOException;

    /**
     * Reads four bytes, the highest first.
     *
     * @param tag name of the field; may be ignored
     * @return the value
     * @throws IOException if the archive cannot be read, or ends before
     */
    int readInt(String tag) throws IOException;

    /**
     * Reads eight bytes, the highest first.
     *
     * @param tag name of the field; may be ignored
     * @return the value
     * @throws IOException if the archive cannot be read, or ends before
     */
    long readLong(String tag) throws IOException;

    /**
     * Reads a number of four bytes, IEEE 754.
     *
     * @param tag name of the field; may be ignored
     * @return the value
     * @throws IOException if the archive cannot be read, or ends before
     */
    float readFloat(String tag) throws IOException;

    /**
     * Reads a number of eight bytes, IEEE 754.
     *
     * @param tag name of the field; may be ignored
     * @return the value
     * @throws IOException if the archive cannot be read, or ends before
     */
    double readDouble(String tag) throws IOException;

    /**
     * Reads a text in UTF-8.
     *
     * @param tag name of the field; may be ignored
     * @return the value; null if that was written
     * @throws IOException if the archive cannot be read, or ends before
     */
    @Nullable
    String readString(String tag) throws IOException;

    /**
     * Reads a byte string.
     *
     * @param tag name of the field; may be ignored
     * @return the value; null if that was written
     * @throws IOException if the archive cannot be read, or ends before
     */
    byte @Nullable [] readBuffer(String tag) throws IOException;

    /**
     * Reads a record inside this one.
     *
     * @param record takes the fields
     * @param tag name of the field; may be ignored
     * @throws IOException if the archive cannot be read, or ends before
     */
    void readRecord(Record record, String tag) throws IOException;

    /**
     * Begins a record; of no effect on binary archives.
     *
     * @param tag name of the field; may be ignored
     * @throws IOException if the archive cannot be read, or ends before
     */
    void startRecord(String tag) throws IOException;

    /**
     * Ends the record; of no effect on binary archives.
     *
     * @param tag name of the field; may be ignored
     * @throws IOException if the archive cannot be read, or ends before
     */
    void endRecord(String tag) throws IOException;

    /**
     * Begins a vector; null stands for a null vector, which has neither elements nor an end.
     *
     * @param tag name of the field; may be ignored
     * @return counts the elements; null for a null vector
     * @throws IOException if the archive or stream cannot be read or written
     */
    @Nullable
    Index startVector(String tag) throws IOException;

    /**
     * Ends the vector; of no effect on binary archives.
     *
     * @param tag name of the field; may be ignored
     * @throws IOException if the archive cannot be read, or ends before
     */
    void endVector(String tag) throws IOException;

    /**
     * Begins a map; null stands for a null map.
     *
     * @param tag name of the field; may be ignored
     * @return counts the pairs; null for a null map
     * @throws IOException if the archive or stream cannot be read or written
     */
    @Nullable
    Index startMap(String tag) throws IOException;

    /**
     * Ends the map; of no effect on binary archives.
     *
     * @param tag name of the field; may be ignored
     * @throws IOException if the archive cannot be read, or ends before
     */
    void endMap(String tag) throws IOException;
}
