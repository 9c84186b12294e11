/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells when the disk runs low, while there is still room for what has been accepted: a server that turns writes away can go
 * on serving reads and recovers by itself, one whose log cannot be written has to stop.
 */
public final class DiskSpace {
    private final List<Path> directories;
    private final long floorBytes;
    private final FreeBytes freeBytes;

    /** How much a program may still write to the disk that a directory is on. */
    @FunctionalInterface
    interface FreeBytes {
        long on(Path directory) throws IOException;
    }

    DiskSpace(List<Path> directories, long floorBytes, FreeBytes freeBytes) {
        this.directories = List.copyOf(directories);
        this.floorBytes = floorBytes;
        this.freeBytes = freeBytes;
    }

    static DiskSpace of(List<Path> directories, long floorBytes) {
        return new DiskSpace(
                directories,
                floorBytes,
                directory -> Files.getFileStore(directory).getUsableSpace());
    }

    /** Which disk is too full to take writes, in words; null if none is. Costs a system call for each directory. */
    public @Nullable String shortage() throws IOException {
        if (floorBytes <= 0) {
            return null;
        }
        for (Path directory : directories) {
            long free = freeBytes.on(directory);
            if (free < floorBytes) {
                return "only " + free / 1024 + " KiB are free on the disk of " + directory + ", less than the "
                        + floorBytes / 1024 + " that zk4j.freeSpaceFloorInKb asks for";
            }
        }
        return null;
    }
}
