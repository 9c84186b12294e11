/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.storage;

import java.nio.file.Path;

/** A file of the data directory that does not hold what it should, and how that can be put right. */
public final class CorruptFileException extends StorageException {
    private static final long serialVersionUID = 1L;

    private final transient Path file;
    private final long offset;
    private final String what;

    /**
     * @param offset where in the file the part begins that is wrong
     * @param what what is wrong there
     * @param waysOut what an operator can do about it
     */
    public CorruptFileException(Path file, long offset, String what, String waysOut) {
        super(file + ", offset " + offset + ": " + what + ". " + waysOut);
        this.file = file;
        this.offset = offset;
        this.what = what;
    }

    public Path file() {
        return file;
    }

    public long offset() {
        return offset;
    }

    /** What is wrong at the offset. */
    public String what() {
        return what;
    }
}
