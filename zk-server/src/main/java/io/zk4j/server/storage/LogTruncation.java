/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Takes back logged transactions that were never committed, as a leader tells a follower to.
 *
 * <p>The order of the steps makes a crash between any two of them harmless: what is left is always a state without holes that
 * reaches at least as far as was asked.
 */
final class LogTruncation {
    private final Path snapshots;
    private final Path logs;
    private final int recordBytesMax;

    LogTruncation(Path snapshots, Path logs, int recordBytesMax) {
        this.snapshots = snapshots;
        this.logs = logs;
        this.recordBytesMax = recordBytesMax;
    }

    /** Makes {@code zxid} the last transaction on the disk. */
    void truncateTo(long zxid) throws IOException {
        var files = DataFile.list(logs, DataFile.Kind.LOG);
        var kept = files.stream().filter(file -> file.zxid() <= zxid).toList();
        long end = endOf(zxid, kept);
        for (DataFile snapshot : DataFile.list(snapshots, DataFile.Kind.SNAPSHOT)) {
            // It contains transactions that are taken back.
            if (snapshot.zxid() > zxid) {
                Files.delete(snapshot.path());
            }
        }
        DurableFiles.syncDirectory(snapshots);
        for (int i = files.size() - 1; i >= kept.size(); i--) {
            Files.delete(files.get(i).path());
            DurableFiles.syncDirectory(logs);
        }
        if (!kept.isEmpty()) {
            DurableFiles.truncate(kept.get(kept.size() - 1).path(), end);
        }
    }

    /** Where the record ends in the last of the files, or the last one before, if a snapshot proves that there is none. */
    private long endOf(long zxid, List<DataFile> files) throws IOException {
        boolean found = false;
        long end = FileHeader.BYTES;
        if (!files.isEmpty()) {
            try (var reader = new TxnLogReader(files.get(files.size() - 1).path(), recordBytesMax)) {
                for (var logged = reader.next(); logged != null && logged.zxid() <= zxid; logged = reader.next()) {
                    found |= logged.zxid() == zxid;
                    end = logged.endOffset();
                }
            }
        }
        if (!found && !hasSnapshotAt(zxid)) {
            throw new StorageException("cannot take the log in " + logs + " back to transaction 0x"
                    + Long.toHexString(zxid)
                    + ", which is not in it. Move the version-2 directories of this server away and"
                    + " let it copy the data from the others of its ensemble");
        }
        return end;
    }

    private boolean hasSnapshotAt(long zxid) throws IOException {
        for (DataFile snapshot : DataFile.list(snapshots, DataFile.Kind.SNAPSHOT)) {
            if (snapshot.zxid() == zxid && SnapshotReader.looksComplete(snapshot)) {
                return true;
            }
        }
        return false;
    }
}
