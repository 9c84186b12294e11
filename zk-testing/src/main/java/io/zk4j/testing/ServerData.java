/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing;

import io.zk4j.testing.disk.MemoryDisk;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where one server keeps its data: on a disk in memory of its own, or in a folder of the caller's, which stays. Not thread-safe. */
final class ServerData {
    private static final String FOLDER = "/data";

    private final @Nullable Path folder;
    private @Nullable MemoryDisk disk;

    private ServerData(@Nullable Path folder, @Nullable MemoryDisk disk) {
        this.folder = folder;
        this.disk = disk;
    }

    static ServerData in(@Nullable Path folder, String name) {
        return folder == null
                ? new ServerData(null, new MemoryDisk(name))
                : new ServerData(folder.toAbsolutePath().resolve(name), null);
    }

    Path path() {
        return folder != null ? folder : disk().getPath(FOLDER);
    }

    MemoryDisk disk() {
        if (disk == null) {
            throw new IllegalStateException("the data is in " + folder
                    + ", on a disk of the machine, which a test cannot hurt;" + " leave it in memory for that");
        }
        return disk;
    }

    /** The power fails: the next start finds what was synced. A folder of the caller's keeps what was written, as after a kill -9. */
    void failPower() {
        if (disk != null) {
            disk = disk.failPower();
        }
    }

    /** The disk is well again. */
    void heal() {
        if (disk != null) {
            disk.heal();
        }
    }

    /** Files that a server has left open. */
    int openFiles() {
        return disk == null ? 0 : disk.openFiles();
    }
}
