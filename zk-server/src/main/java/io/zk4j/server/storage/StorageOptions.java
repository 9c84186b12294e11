/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.storage;

import java.nio.file.Path;

/**
 * Where the data is kept and how it is written.
 *
 * @param dataDir holds snapshots and the server's number
 * @param logDir holds the transaction logs; may be the same
 * @param autocreate whether missing directories are made
 * @param trustEmptyDatabase whether a directory without any data is a new database; if not, only a marker file makes it one
 * @param trustMissingSnapshot whether logs may be replayed from an empty tree when there is no snapshot
 * @param preallocationBytes by how much a log file is extended at a time; 0 or less = not at all
 * @param logBytesMax the size after which a log file is rolled; 0 or less = no limit
 * @param forceSync whether a transaction is on the disk before {@link TxnLog#sync} returns
 * @param fsyncWarningMillis an fsync that takes longer is logged
 * @param recordBytesMax the largest record that is read
 * @param compression how snapshots are written
 * @param snapshotDigest whether a snapshot holds the tree's digest
 * @param snapshotLastZxid whether a snapshot ends with the last zxid that was processed
 * @param snapshotReserveBytes a snapshot is given up when less than this is left on its disk; 0 or less = never
 */
public record StorageOptions(
        Path dataDir,
        Path logDir,
        boolean autocreate,
        boolean trustEmptyDatabase,
        boolean trustMissingSnapshot,
        long preallocationBytes,
        long logBytesMax,
        boolean forceSync,
        long fsyncWarningMillis,
        int recordBytesMax,
        SnapshotCompression compression,
        boolean snapshotDigest,
        boolean snapshotLastZxid,
        long snapshotReserveBytes) {
    /** Everything at Apache's defaults. */
    public static Builder builder(Path dataDir) {
        return new Builder(dataDir);
    }

    /** These options, to be changed in some way. */
    public Builder toBuilder() {
        return builder(dataDir)
                .logDir(logDir)
                .autocreate(autocreate)
                .trustEmptyDatabase(trustEmptyDatabase)
                .trustMissingSnapshot(trustMissingSnapshot)
                .preallocationBytes(preallocationBytes)
                .logBytesMax(logBytesMax)
                .forceSync(forceSync)
                .fsyncWarningMillis(fsyncWarningMillis)
                .recordBytesMax(recordBytesMax)
                .compression(compression)
                .snapshotDigest(snapshotDigest)
                .snapshotLastZxid(snapshotLastZxid)
                .snapshotReserveBytes(snapshotReserveBytes);
    }

    /** Collects options. */
    public static final class Builder {
        private final Path dataDir;
        private Path logDir;
        private boolean autocreate = true;
        private boolean trustEmptyDatabase = true;
        private boolean trustMissingSnapshot;
        private long preallocationBytes = 64L << 20;
        private long logBytesMax = -1;
        private boolean forceSync = true;
        private long fsyncWarningMillis = 1000;
        private int recordBytesMax = 2 * 0xfffff;
        private SnapshotCompression compression = SnapshotCompression.NONE;
        private boolean snapshotDigest = true;
        private boolean snapshotLastZxid = true;
        private long snapshotReserveBytes;

        private Builder(Path dataDir) {
            this.dataDir = dataDir;
            this.logDir = dataDir;
        }

        public Builder logDir(Path dir) {
            logDir = dir;
            return this;
        }

        public Builder autocreate(boolean on) {
            autocreate = on;
            return this;
        }

        public Builder trustEmptyDatabase(boolean on) {
            trustEmptyDatabase = on;
            return this;
        }

        public Builder trustMissingSnapshot(boolean on) {
            trustMissingSnapshot = on;
            return this;
        }

        public Builder preallocationBytes(long bytes) {
            preallocationBytes = bytes;
            return this;
        }

        public Builder logBytesMax(long bytes) {
            logBytesMax = bytes;
            return this;
        }

        public Builder forceSync(boolean on) {
            forceSync = on;
            return this;
        }

        public Builder fsyncWarningMillis(long millis) {
            fsyncWarningMillis = millis;
            return this;
        }

        public Builder recordBytesMax(int bytes) {
            recordBytesMax = bytes;
            return this;
        }

        public Builder compression(SnapshotCompression how) {
            compression = how;
            return this;
        }

        public Builder snapshotDigest(boolean on) {
            snapshotDigest = on;
            return this;
        }

        public Builder snapshotLastZxid(boolean on) {
            snapshotLastZxid = on;
            return this;
        }

        public Builder snapshotReserveBytes(long bytes) {
            snapshotReserveBytes = bytes;
            return this;
        }

        public StorageOptions build() {
            return new StorageOptions(
                    dataDir,
                    logDir,
                    autocreate,
                    trustEmptyDatabase,
                    trustMissingSnapshot,
                    preallocationBytes,
                    logBytesMax,
                    forceSync,
                    fsyncWarningMillis,
                    recordBytesMax,
                    compression,
                    snapshotDigest,
                    snapshotLastZxid,
                    snapshotReserveBytes);
        }
    }
}
