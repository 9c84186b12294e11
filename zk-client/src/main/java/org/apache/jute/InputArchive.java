/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.jute;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Source of a record's fields, in the order they were written. The tags name fields and may be ignored. */
public interface InputArchive {
    byte readByte(String tag) throws IOException;

    boolean readBool(String tag) throws IOException;

    int readInt(String tag) throws IOException;

    long readLong(String tag) throws IOException;

    float readFloat(String tag) throws IOException;

    double readDouble(String tag) throws IOException;

    @Nullable
    String readString(String tag) throws IOException;

    byte @Nullable [] readBuffer(String tag) throws IOException;

    void readRecord(Record record, String tag) throws IOException;

    void startRecord(String tag) throws IOException;

    void endRecord(String tag) throws IOException;

    /** Begins a vector; null stands for a null vector, which has neither elements nor an end. */
    @Nullable
    Index startVector(String tag) throws IOException;

    void endVector(String tag) throws IOException;

    /** Begins a map; null stands for a null map. */
    @Nullable
    Index startMap(String tag) throws IOException;

    void endMap(String tag) throws IOException;
}
