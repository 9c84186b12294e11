/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.xerial.snappy.SnappyOutputStream;

/** How a snapshot file is wrapped; its name tells. */
public enum SnapshotCompression {
    NONE("") {
        @Override
        OutputStream wrap(OutputStream file) {
            return file;
        }

        @Override
        InputStream unwrap(InputStream file) {
            return file;
        }
    },
    GZ(".gz") {
        @Override
        OutputStream wrap(OutputStream file) throws IOException {
            return new GZIPOutputStream(file, BUFFER_BYTES);
        }

        @Override
        InputStream unwrap(InputStream file) throws IOException {
            return new GZIPInputStream(file, BUFFER_BYTES);
        }
    },
    SNAPPY(".snappy") {
        @Override
        OutputStream wrap(OutputStream file) throws IOException {
            return new SnappyOutputStream(file);
        }

        @Override
        InputStream unwrap(InputStream file) throws IOException {
            return new SnappyChunks(file);
        }
    };

    private static final int BUFFER_BYTES = 1 << 16;

    private final String suffix;

    SnapshotCompression(String suffix) {
        this.suffix = suffix;
    }

    /** What the file's name ends with. */
    public String suffix() {
        return suffix;
    }

    abstract OutputStream wrap(OutputStream file) throws IOException;

    abstract InputStream unwrap(InputStream file) throws IOException;
}
