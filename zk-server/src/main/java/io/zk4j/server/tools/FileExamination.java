/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.tools;

import io.zk4j.server.storage.CorruptFileException;
import io.zk4j.server.storage.DataDirectory;
import io.zk4j.server.storage.DataFile;
import io.zk4j.server.storage.LogEnd;
import io.zk4j.server.storage.SnapshotReader;
import io.zk4j.server.storage.SnapshotVisitor;
import io.zk4j.server.storage.TxnLogReader;
import io.zk4j.server.tools.FileFinding.Verdict;
import io.zk4j.server.tree.Znode;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Reads every file of a data directory from its first byte to its last, each for itself. */
final class FileExamination {
    private static final Set<String> SMALL_FILES = Set.of("acceptedEpoch", "currentEpoch", DataDirectory.LOCK_FILE);

    private final int recordBytesMax;

    FileExamination(int recordBytesMax) {
        this.recordBytesMax = recordBytesMax;
    }

    /** Examines the files in a directory; logs and snapshots in the order of their zxids, then the others. */
    List<FileFinding> examine(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        var findings = new ArrayList<FileFinding>();
        for (DataFile snapshot : DataFile.list(directory, DataFile.Kind.SNAPSHOT)) {
            findings.add(snapshot(snapshot));
        }
        for (DataFile log : DataFile.list(directory, DataFile.Kind.LOG)) {
            findings.add(log(log));
        }
        try (Stream<Path> files = Files.list(directory)) {
            files.filter(file -> DataFile.of(file).isEmpty())
                    .sorted(Comparator.naturalOrder())
                    .forEach(file -> findings.add(other(file)));
        }
        return findings;
    }

    private FileFinding snapshot(DataFile file) throws IOException {
        try {
            var summary = SnapshotReader.read(file, recordBytesMax, new Ignored());
            var digest = summary.digest();
            return new FileFinding(
                    file.name(),
                    Verdict.OK,
                    summary.znodes() + " znodes, " + summary.sessions() + " sessions"
                            + (digest == null ? ", no digest" : ""));
        } catch (CorruptFileException e) {
            return new FileFinding(file.name(), Verdict.DAMAGED, "offset " + e.offset() + ": " + e.what());
        } catch (FileSystemException e) {
            return notReadable(file, e);
        }
    }

    private FileFinding log(DataFile file) throws IOException {
        try (var reader = new TxnLogReader(file.path(), recordBytesMax)) {
            long records = 0;
            long first = 0;
            long last = 0;
            for (var logged = reader.next(); logged != null; logged = reader.next()) {
                first = records == 0 ? logged.zxid() : first;
                last = logged.zxid();
                records++;
            }
            var content = TxnText.range(records, first, last);
            if (records > 0 && first != file.zxid()) {
                content += ", although its name says that 0x" + Long.toHexString(file.zxid()) + " is the first";
                return new FileFinding(file.name(), Verdict.DAMAGED, content);
            }
            return new FileFinding(file.name(), verdict(reader.end()), content + ending(reader.end()));
        } catch (FileSystemException e) {
            return notReadable(file, e);
        }
    }

    private static FileFinding notReadable(DataFile file, FileSystemException e) {
        return new FileFinding(file.name(), Verdict.DAMAGED, "cannot be read: " + ToolRunner.reason(e));
    }

    private static Verdict verdict(LogEnd end) {
        return switch (end.kind()) {
            case CLEAN -> Verdict.OK;
            case TORN -> Verdict.NOTE;
            case DAMAGED -> Verdict.DAMAGED;
        };
    }

    private static String ending(LogEnd end) {
        return switch (end.kind()) {
            case CLEAN -> "";
            case TORN -> "; torn at offset " + end.offset() + ": " + end.what();
            case DAMAGED -> "; offset " + end.offset() + ": " + end.what();
        };
    }

    private static FileFinding other(Path file) {
        var name = file.getFileName().toString();
        if (SMALL_FILES.contains(name)) {
            return new FileFinding(name, Verdict.OK, "");
        }
        if (name.equals("currentEpoch.tmp")) {
            return new FileFinding(
                    name, Verdict.NOTE, "an epoch that was being saved; a start looks at it if it needs to");
        }
        if (name.startsWith("snapshot.") && name.endsWith(".tmp")) {
            return new FileFinding(name, Verdict.NOTE, "left over from a snapshot that was not finished");
        }
        return new FileFinding(name, Verdict.NOTE, "not a name that means anything to a server; it is ignored");
    }

    /** Takes a snapshot's content and makes nothing of it. */
    private static final class Ignored implements SnapshotVisitor {
        @Override
        public void session(long id, int timeoutMillis) {}

        @Override
        public void znode(String path, Znode znode) {}
    }
}
