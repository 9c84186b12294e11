/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.disk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A disk in memory, of which only what was synced is left when the power fails.
 *
 * <p>Creating, renaming and deleting files is durable at once; what is in them is with {@link FileChannel#force}. Thread-safe.
 */
public final class MemoryDisk extends TestDisk {
    /** What a server finds free as long as the disk is not full. */
    private static final long FREE_BYTES = 1L << 40;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Optional<MemoryFile>> entries =
            new TreeMap<>(); // empty for a directory; guarded by the lock

    /** An empty disk; {@code name} is for messages. */
    public MemoryDisk(String name) {
        this(name, new DiskHealth());
    }

    private MemoryDisk(String name, DiskHealth health) {
        super(name, health);
        entries.put("/", Optional.empty());
    }

    @Override
    TestDisk afterPowerFailure(DiskHealth sameHealth) {
        var copy = new MemoryDisk(name(), sameHealth);
        lock.lock();
        try {
            entries.forEach((path, file) -> copy.entries.put(path, file.map(MemoryFile::durableCopy)));
        } finally {
            lock.unlock();
        }
        return copy;
    }

    // ---- files

    @Override
    FileChannel channel(DiskPath path, Set<? extends OpenOption> options) throws IOException {
        boolean writes = options.contains(StandardOpenOption.WRITE);
        boolean reads = options.contains(StandardOpenOption.READ) || !writes;
        return new MemoryChannel(this, path.toString(), fileOf(path, options, writes), reads, writes);
    }

    private @Nullable MemoryFile fileOf(DiskPath path, Set<? extends OpenOption> options, boolean writes)
            throws IOException {
        lock.lock();
        try {
            var found = entries.get(path.key());
            if (found == null) {
                boolean creates =
                        options.contains(StandardOpenOption.CREATE) || options.contains(StandardOpenOption.CREATE_NEW);
                requireParent(path);
                if (!writes || !creates) {
                    throw new NoSuchFileException(path.toString());
                }
                found = Optional.of(new MemoryFile());
                entries.put(path.key(), found);
            } else if (options.contains(StandardOpenOption.CREATE_NEW)) {
                throw new FileAlreadyExistsException(path.toString());
            } else if (writes && options.contains(StandardOpenOption.TRUNCATE_EXISTING)) {
                found.ifPresent(file -> file.truncate(0));
            }
            if (writes && found.isEmpty()) {
                throw new IOException(path + " is a directory");
            }
            return found.orElse(null);
        } finally {
            lock.unlock();
        }
    }

    @Override
    void createDirectory(DiskPath path) throws IOException {
        lock.lock();
        try {
            requireParent(path);
            if (entries.putIfAbsent(path.key(), Optional.empty()) != null) {
                throw new FileAlreadyExistsException(path.toString());
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    void delete(DiskPath path) throws IOException {
        lock.lock();
        try {
            requireEntry(path);
            if (!children(path).isEmpty()) {
                throw new DirectoryNotEmptyException(path.toString());
            }
            entries.remove(path.key());
        } finally {
            lock.unlock();
        }
    }

    @Override
    void move(DiskPath from, DiskPath to) throws IOException {
        lock.lock();
        try {
            var file = requireEntry(from);
            requireParent(to);
            if (file.isEmpty()) {
                throw new IOException(from + ": directories in memory are not moved");
            }
            entries.remove(from.key());
            entries.put(to.key(), file);
        } finally {
            lock.unlock();
        }
    }

    @Override
    List<Path> list(DiskPath directory) throws IOException {
        lock.lock();
        try {
            if (requireEntry(directory).isPresent()) {
                throw new NotDirectoryException(directory.toString());
            }
            return children(directory);
        } finally {
            lock.unlock();
        }
    }

    private List<Path> children(DiskPath directory) {
        var parent = directory.toAbsolutePath().normalize();
        return entries.keySet().stream()
                .map(key -> DiskPath.parse(this, key))
                .filter(path -> parent.equals(path.getParent()))
                .map(path -> directory.resolve(parent.relativize(path)))
                .toList();
    }

    @Override
    BasicFileAttributes attributes(DiskPath path) throws IOException {
        lock.lock();
        try {
            return new MemoryAttributes(requireEntry(path).orElse(null));
        } finally {
            lock.unlock();
        }
    }

    @Override
    long freeBytes() {
        return isFull() ? 0 : FREE_BYTES;
    }

    @Override
    long usedBytes() {
        lock.lock();
        try {
            return entries.values().stream()
                    .flatMap(Optional::stream)
                    .mapToLong(MemoryFile::usedBytes)
                    .sum();
        } finally {
            lock.unlock();
        }
    }

    private Optional<MemoryFile> requireEntry(DiskPath path) throws NoSuchFileException {
        var found = entries.get(path.key());
        if (found == null) {
            throw new NoSuchFileException(path.toString());
        }
        return found;
    }

    private void requireParent(DiskPath path) throws IOException {
        var parent = path.toAbsolutePath().normalize().getParent();
        if (parent != null && entries.get(parent.toString()) == null) {
            throw new NoSuchFileException(parent.toString());
        }
    }
}
