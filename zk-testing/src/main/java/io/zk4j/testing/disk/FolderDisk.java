/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.disk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Set;

/**
 * The machine's own files, under the paths that they have there, seen as those of a disk that can be slow, full, or fail. A power failure
 * leaves what was written, as a {@code kill -9} does. Thread-safe.
 */
public final class FolderDisk extends TestDisk {
    private final Path folder;

    /** The disk that a folder is on; {@code name} is for messages. */
    public FolderDisk(String name, Path folder) {
        this(name, folder.toAbsolutePath(), new DiskHealth());
    }

    private FolderDisk(String name, Path folder, DiskHealth health) {
        super(name, health);
        this.folder = folder;
    }

    @Override
    TestDisk afterPowerFailure(DiskHealth sameHealth) {
        return new FolderDisk(name(), folder, sameHealth);
    }

    private static Path real(DiskPath path) {
        return Path.of(path.key());
    }

    @Override
    FileChannel channel(DiskPath path, Set<? extends OpenOption> options) throws IOException {
        return new FolderChannel(this, path.toString(), FileChannel.open(real(path), options));
    }

    @Override
    void createDirectory(DiskPath path) throws IOException {
        Files.createDirectory(real(path));
    }

    @Override
    void delete(DiskPath path) throws IOException {
        Files.delete(real(path));
    }

    @Override
    void move(DiskPath from, DiskPath to) throws IOException {
        Files.move(real(from), real(to), StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    List<Path> list(DiskPath directory) throws IOException {
        try (var files = Files.list(real(directory))) {
            return files.map(file -> directory.resolve(String.valueOf(file.getFileName())))
                    .toList();
        }
    }

    @Override
    BasicFileAttributes attributes(DiskPath path) throws IOException {
        return Files.readAttributes(real(path), BasicFileAttributes.class);
    }

    @Override
    long usedBytes() {
        return askStore(store -> store.getTotalSpace() - store.getUsableSpace());
    }

    @Override
    long freeBytes() {
        return isFull() ? 0 : askStore(FileStore::getUsableSpace);
    }

    private long askStore(Question question) {
        try {
            return question.of(Files.getFileStore(folder));
        } catch (IOException e) {
            throw new UncheckedIOException("could not ask how much room there is at " + folder, e);
        }
    }

    /** What can be asked of a file store. */
    @FunctionalInterface
    private interface Question {
        long of(FileStore store) throws IOException;
    }
}
