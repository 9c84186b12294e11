/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** Where the servers of a test keep their data: a folder of the caller's, which stays, or one that is gone when this is closed. */
record DataFolder(Path path, boolean isKept) implements AutoCloseable {
    static DataFolder kept(Path folder) {
        return new DataFolder(folder, true);
    }

    static DataFolder temporary() {
        try {
            return new DataFolder(Files.createTempDirectory("zk4j-test-"), false);
        } catch (IOException e) {
            throw new UncheckedIOException("could not make a folder for the data of a test's servers", e);
        }
    }

    @Override
    public void close() {
        if (isKept) {
            return;
        }
        try (var files = Files.walk(path)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("could not remove " + path, e);
        }
    }
}
