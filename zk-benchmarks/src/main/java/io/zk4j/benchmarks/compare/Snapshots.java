/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.benchmarks.compare;

import io.zk4j.testing.ZkProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/** The snapshots that a server has written so far, in whichever of our or Apache's names they carry. */
final class Snapshots {
    private Snapshots() {}

    /** Oldest first. */
    static List<Path> of(ZkProcess server) throws IOException {
        try (var files = Files.list(server.dataDir().resolve("version-2"))) {
            return files.filter(file -> file.getFileName().toString().matches("snapshot\\.[0-9a-f]+"))
                    .sorted(Comparator.comparingLong(Snapshots::zxid))
                    .toList();
        }
    }

    private static long zxid(Path file) {
        String name = file.getFileName().toString();
        return Long.parseUnsignedLong(name.substring(name.indexOf('.') + 1), 16);
    }
}
