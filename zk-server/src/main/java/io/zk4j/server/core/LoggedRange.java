/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.core;

import io.zk4j.server.storage.DataDirectory;
import io.zk4j.server.storage.LogSequence;
import io.zk4j.server.txn.TxnRecord;
import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The transactions after one and up to another, as the log on the disk has them. Reads files, so not for the core thread; any
 * other may, also while the log goes on.
 */
public record LoggedRange(DataDirectory directory, long afterZxid, long upToZxid) {
    private static final int EPOCH_SHIFT = 32;

    /** The transactions one after the other. */
    public Reader open() throws IOException {
        // From one before, so that the reader sees whether the first one is really the next.
        return new Reader(directory.logAfter(afterZxid - 1), this);
    }

    /**
     * Whether all of it is there and follows on the transaction {@code afterZxid}, which must be there as well. A range that
     * crosses into another epoch is not taken: nothing in a log proves where an epoch ended.
     *
     * @param sizeFactor how much log it may be at most, measured by the newest snapshot; not limited if there is none
     */
    boolean isWhole(double sizeFactor) throws IOException {
        if (afterZxid >>> EPOCH_SHIFT != upToZxid >>> EPOCH_SHIFT) {
            return false;
        }
        long bytesMax = (long) (sizeFactor * directory.newestSnapshotBytes());
        if (bytesMax > 0 && directory.logBytesAfter(afterZxid) > bytesMax) {
            return false;
        }
        try (var reader = open()) {
            long last = reader.firstIsKnown() ? afterZxid : -1;
            for (var record = reader.next(); record != null && record.zxid() == last + 1; record = reader.next()) {
                last = record.zxid();
            }
            return last == upToZxid;
        }
    }

    /** Gives out the transactions of a range. Used by one thread. */
    public static final class Reader implements Closeable {
        private final LogSequence log;
        private final LoggedRange range;

        Reader(LogSequence log, LoggedRange range) {
            this.log = log;
            this.range = range;
        }

        private boolean firstIsKnown() throws IOException {
            var first = log.next();
            return first != null && first.zxid() == range.afterZxid;
        }

        /** The next one; null at the end of the range. */
        public @Nullable TxnRecord next() throws IOException {
            while (true) {
                var logged = log.next();
                if (logged == null || logged.zxid() > range.upToZxid) {
                    return null;
                }
                if (logged.zxid() > range.afterZxid) {
                    return logged.record();
                }
            }
        }

        @Override
        public void close() throws IOException {
            log.close();
        }
    }
}
