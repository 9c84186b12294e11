/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.storage;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Changes to a directory that are whole or not there at all, also after a power failure. */
final class DurableFiles {
    /** What a file is called while it is written. */
    static final String TEMPORARY_SUFFIX = ".tmp";

    private DurableFiles() {}

    /** Writes the content of a file. */
    @FunctionalInterface
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Writes a file under another name, and gives it its own once it is on the disk.
     *
     * @throws StorageException if that fails; the file is as it was before, then
     */
    static void replace(Path file, Content content) throws IOException {
        var temporary = file.resolveSibling(file.getFileName() + TEMPORARY_SUFFIX);
        try {
            try (var channel = FileChannel.open(
                    temporary,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE)) {
                content.writeTo(new SyncingStream(Channels.newOutputStream(channel), channel));
                channel.force(true);
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (StorageException | RuntimeException e) {
            Files.deleteIfExists(temporary);
            throw e;
        } catch (IOException e) {
            Files.deleteIfExists(temporary);
            throw new StorageException(
                    "cannot write " + file + ": " + e + ". See that its disk has room and works, and that the user who"
                            + " runs the server may write there",
                    e);
        }
        syncDirectoryOf(file);
    }

    /** Makes it durable that a file was created, renamed or removed. */
    static void syncDirectoryOf(Path file) throws IOException {
        var directory = file.toAbsolutePath().getParent();
        if (directory != null) {
            syncDirectory(directory);
        }
    }

    /** Makes it durable that files were created, renamed or removed. */
    static void syncDirectory(Path directory) throws IOException {
        try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Cuts a file off at {@code length}, durably. */
    static void truncate(Path file, long length) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(length);
            channel.force(true);
        }
    }
}
