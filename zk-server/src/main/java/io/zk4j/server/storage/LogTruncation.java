/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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

    /** Makes {@code zxid} the last transaction on the disk; or throws {@link NoWayBackException} and changes nothing. */
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
        var states = completeSnapshots();
        boolean isKnown = found || states.contains(zxid);
        // The log may have been purged up to the oldest snapshot, so without one it need not lead there.
        boolean canBeReached = states.isEmpty() || states.stream().anyMatch(state -> state <= zxid);
        if (!isKnown || !canBeReached) {
            throw new NoWayBackException("cannot take the log in " + logs + " back to transaction 0x"
                    + Long.toHexString(zxid) + ", which is not in it or which no snapshot leads to; nothing has been"
                    + " changed");
        }
        return end;
    }

    private List<Long> completeSnapshots() throws IOException {
        var zxids = new ArrayList<Long>();
        for (DataFile snapshot : DataFile.list(snapshots, DataFile.Kind.SNAPSHOT)) {
            if (SnapshotReader.looksComplete(snapshot)) {
                zxids.add(snapshot.zxid());
            }
        }
        return zxids;
    }
}
