/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.storage;

/**
 * What follows the last readable record of a log file.
 *
 * @param offset where the last readable record ends
 * @param what what stands there instead of a record
 */
public record LogEnd(Kind kind, long offset, String what) {
    /** How a log file can end. */
    public enum Kind {
        /** At its end, or in nothing but padding. */
        CLEAN,
        /**
         * With something that is not a whole record and has none behind it: what a crash in the middle of a write leaves,
         * of which nothing was acknowledged.
         */
        TORN,
        /** In damage: whole records follow, or something that no crash explains. */
        DAMAGED
    }
}
