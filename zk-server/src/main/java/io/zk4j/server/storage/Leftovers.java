/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Files that a snapshot leaves behind when the server dies while it is written. */
final class Leftovers {
    private Leftovers() {}

    static List<Path> in(Path snapshots) throws IOException {
        if (!Files.isDirectory(snapshots)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(snapshots)) {
            return files.filter(Leftovers::isLeftover).sorted().toList();
        }
    }

    private static boolean isLeftover(Path file) {
        var name = file.getFileName().toString();
        return name.startsWith("snapshot.") && name.endsWith(DurableFiles.TEMPORARY_SUFFIX);
    }
}
