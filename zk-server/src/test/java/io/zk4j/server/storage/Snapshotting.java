/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.storage;

import java.io.IOException;
import java.nio.file.Path;

/** Writes snapshots for tests that have no data directory of their own. */
public final class Snapshotting {
    private Snapshotting() {}

    public static Path write(SnapshotSource source, Path folder) throws IOException {
        return SnapshotWriter.write(
                        source, folder, StorageOptions.builder(folder).build(), () -> false)
                .path();
    }
}
