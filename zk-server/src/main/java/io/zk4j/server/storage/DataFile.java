/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A transaction log or a snapshot, as its name tells.
 *
 * @param zxid of a log, that of its first record; of a snapshot, the last one it contains for certain
 */
public record DataFile(Path path, Kind kind, long zxid) {
    /** The kinds of files whose names carry a zxid. */
    public enum Kind {
        LOG,
        SNAPSHOT
    }

    private static final Pattern LOG_NAME = Pattern.compile("log\\.([0-9a-fA-F]{1,16})");
    private static final Pattern SNAPSHOT_NAME = Pattern.compile("snapshot\\.([0-9a-fA-F]{1,16})(?:|\\.gz|\\.snappy)");

    /** What a file is by its name; nothing for any other file. */
    public static Optional<DataFile> of(Path path) {
        var name = path.getFileName().toString();
        var log = LOG_NAME.matcher(name);
        if (log.matches()) {
            return Optional.of(new DataFile(path, Kind.LOG, zxidOf(log)));
        }
        var snapshot = SNAPSHOT_NAME.matcher(name);
        return snapshot.matches() ? Optional.of(new DataFile(path, Kind.SNAPSHOT, zxidOf(snapshot))) : Optional.empty();
    }

    /** The logs or snapshots in a directory, oldest first; none if there is no such directory. */
    public static List<DataFile> list(Path directory, Kind kind) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(DataFile::of)
                    .flatMap(Optional::stream)
                    .filter(file -> file.kind() == kind)
                    .sorted(Comparator.comparingLong(DataFile::zxid).thenComparing(DataFile::path))
                    .toList();
        }
    }

    /** The name of the log whose first record is {@code zxid}. */
    public static String logName(long zxid) {
        return "log." + Long.toHexString(zxid);
    }

    /** The name of the snapshot that contains everything up to {@code zxid}. */
    public static String snapshotName(long zxid, SnapshotCompression compression) {
        return "snapshot." + Long.toHexString(zxid) + compression.suffix();
    }

    /** How a snapshot is compressed. */
    SnapshotCompression compression() {
        for (SnapshotCompression each : SnapshotCompression.values()) {
            if (each != SnapshotCompression.NONE && name().endsWith(each.suffix())) {
                return each;
            }
        }
        return SnapshotCompression.NONE;
    }

    /** The file's name without its directory. */
    public String name() {
        return path.getFileName().toString();
    }

    private static long zxidOf(Matcher name) {
        return Long.parseUnsignedLong(name.group(1), 16);
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
