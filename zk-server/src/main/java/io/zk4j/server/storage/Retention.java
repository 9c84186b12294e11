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

/** Which files nobody needs any more: what is older than the snapshots to be kept and the log that the oldest continues in. */
final class Retention {
    /** Fewer snapshots are never kept. */
    static final int SNAPSHOTS_MIN = 3;

    private final Path snapshots;
    private final Path logs;

    Retention(Path snapshots, Path logs) {
        this.snapshots = snapshots;
        this.logs = logs;
    }

    /** The files that are not needed to keep {@code count} complete snapshots usable; none if there are not more. */
    List<DataFile> superfluous(int count) throws IOException {
        var all = DataFile.list(snapshots, DataFile.Kind.SNAPSHOT);
        int kept = 0;
        int oldestKept = all.size();
        while (oldestKept > 0 && kept < Math.max(count, SNAPSHOTS_MIN)) {
            oldestKept--;
            if (SnapshotReader.looksComplete(all.get(oldestKept))) {
                kept++;
            }
        }
        if (oldestKept == 0) {
            return List.of();
        }
        var superfluous = new ArrayList<>(all.subList(0, oldestKept));
        var allLogs = DataFile.list(logs, DataFile.Kind.LOG);
        var neededLogs = LogSequence.relevant(allLogs, all.get(oldestKept).zxid());
        superfluous.addAll(allLogs.subList(0, allLogs.size() - neededLogs.size()));
        return superfluous;
    }

    /** Deletes them; snapshots first, so that none is left without its log. */
    List<DataFile> purge(int count) throws IOException {
        var superfluous = superfluous(count);
        for (DataFile file : superfluous) {
            Files.deleteIfExists(file.path());
        }
        return superfluous;
    }
}
