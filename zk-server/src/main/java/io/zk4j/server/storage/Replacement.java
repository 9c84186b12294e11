/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts a snapshot in the place of all snapshots and logs.
 *
 * <p>One rename decides: before it everything is as it was; from then on a file with the {@linkplain #PREFIX prefix} says that
 * only it counts, and whoever opens the directory next finishes what a crash interrupted. No log is left below the new
 * snapshot, where it would look as if it led up to it (ZOOKEEPER-2846).
 */
final class Replacement {
    static final String PREFIX = "replacement-";
    private static final Logger LOG = LoggerFactory.getLogger(Replacement.class);

    private final Path snapshots;
    private final Path logs;

    Replacement(Path snapshots, Path logs) {
        this.snapshots = snapshots;
        this.logs = logs;
    }

    void replaceBy(SnapshotIntake received) throws IOException {
        var name = DataFile.snapshotName(received.zxid(), SnapshotCompression.NONE);
        var decided = snapshots.resolve(PREFIX + name);
        Files.move(received.file(), decided, StandardCopyOption.ATOMIC_MOVE);
        DurableFiles.syncDirectory(snapshots);
        finish(decided);
    }

    /** Finishes what a crash has interrupted, if anything. */
    void finish() throws IOException {
        if (!Files.isDirectory(snapshots)) {
            return;
        }
        try (Stream<Path> files = Files.list(snapshots)) {
            for (Path decided : files.filter(
                            file -> file.getFileName().toString().startsWith(PREFIX))
                    .sorted()
                    .toList()) {
                LOG.warn("Finishing what was interrupted: {} replaces all other data", decided);
                finish(decided);
            }
        }
    }

    private void finish(Path decided) throws IOException {
        for (var snapshot : DataFile.list(snapshots, DataFile.Kind.SNAPSHOT)) {
            Files.delete(snapshot.path());
        }
        for (var log : DataFile.list(logs, DataFile.Kind.LOG)) {
            Files.delete(log.path());
        }
        DurableFiles.syncDirectory(logs);
        var name = decided.getFileName().toString().substring(PREFIX.length());
        Files.move(decided, snapshots.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        DurableFiles.syncDirectory(snapshots);
    }
}
