/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.jute;

import java.io.IOException;

/** A value whose fields can be written to, and read from, an archive in a fixed order. */
@SuppressWarnings("JavaLangClash") // The name is Apache's.
public interface Record {
    /**
     * Writes every field.
     *
     * @param archive where to
     * @param tag name of this record inside its parent; binary archives ignore it
     * @throws IOException if the archive or stream cannot be read or written
     */
    void serialize(OutputArchive archive, String tag) throws IOException;

    /**
     * Replaces every field by what the archive holds next.
     *
     * @param archive where from
     * @param tag name of this record inside its parent; binary archives ignore it
     * @throws IOException if the archive or stream cannot be read or written
     */
    void deserialize(InputArchive archive, String tag) throws IOException;
}
