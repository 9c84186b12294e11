/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.framework;

import org.jspecify.annotations.Nullable;

/** Data that cannot be decompressed: it is not compressed, or damaged, or too large. The znode is as it was. */
public final class CompressionException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String path;

    /**
     * A failure.
     *
     * @param path which znode
     * @param message what is wrong with it, and what to do
     */
    public CompressionException(String path, String message, @Nullable Throwable cause) {
        super(path + ": " + message, cause);
        this.path = path;
    }

    /** Which znode, below the namespace. */
    public String path() {
        return path;
    }
}
