/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.disk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.StandardOpenOption;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A disk in memory, of which only what was synced is left when the power fails.
 *
 * <p>Creating, renaming and deleting files is durable at once; what is in them is with {@link FileChannel#force}. Thread-safe.
 */
public final class MemoryDisk extends FileSystem {
    /** What a server finds free as long as the disk is not full. */
    private static final long FREE_BYTES = 1L << 40;

    private static final FileSystemProvider PROVIDER = new MemoryDiskProvider();

    private final String name;
    private final DiskHealth health;
    private volatile boolean isOver; // read by whoever waits for a sync
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Optional<MemoryFile>> entries =
            new TreeMap<>(); // empty for a directory; guarded by the lock
    private final Set<FileChannel> open = ConcurrentHashMap.newKeySet();

    /** An empty disk; {@code name} is for messages. */
    public MemoryDisk(String name) {
        this(name, new DiskHealth());
    }

    private MemoryDisk(String name, DiskHealth health) {
        this.name = name;
        this.health = health;
        entries.put("/", Optional.empty());
    }

    String name() {
        return name;
    }

    // ---- what can be done to it

    /** Each sync takes so much longer, until told otherwise; those that wait now look again how long they have to. */
    public void slowSyncs(Duration by) {
        health.slowSyncs(by);
    }

    /** Whether every sync fails from now on, as on a disk that dies. */
    public void failSyncs(boolean fail) {
        health.failSyncs(fail);
    }

    /** Whether there is no room from now on: nothing can be written that takes more, and that is what a server finds when it looks. */
    public void fill(boolean isFull) {
        health.fill(isFull);
    }

    /** Syncs are quick and succeed, and there is room. */
    public void heal() {
        slowSyncs(Duration.ZERO);
        failSyncs(false);
        fill(false);
    }

    /**
     * The power fails: what is then found is on the disk that is returned, which is in the same health. What is still done on this one does
     * not matter any more, so nobody waits for it.
     */
    public MemoryDisk failPower() {
        var copy = new MemoryDisk(name, health);
        lock.lock();
        try {
            entries.forEach((path, file) -> copy.entries.put(path, file.map(MemoryFile::durableCopy)));
        } finally {
            lock.unlock();
        }
        isOver = true;
        health.wake();
        return copy;
    }

    /** How many files and directories are open; 0 once every server on it has ended. */
    public int openFiles() {
        return open.size();
    }

    void beforeWrite(String file, long newBytes) throws IOException {
        health.beforeWrite(file, newBytes);
    }

    void beforeSync(String file) throws IOException {
        health.beforeSync(file, () -> isOver);
    }

    // ---- files

    FileChannel open(MemoryPath path, Set<? extends OpenOption> options) throws IOException {
        boolean writes = options.contains(StandardOpenOption.WRITE);
        boolean reads = options.contains(StandardOpenOption.READ) || !writes;
        var channel = new MemoryChannel(this, path.toString(), fileOf(path, options, writes), reads, writes);
        open.add(channel);
        return channel;
    }

    private @Nullable MemoryFile fileOf(MemoryPath path, Set<? extends OpenOption> options, boolean writes)
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

    void closed(FileChannel channel) {
        open.remove(channel);
    }

    void createDirectory(MemoryPath path) throws IOException {
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

    void delete(MemoryPath path) throws IOException {
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

    void move(MemoryPath from, MemoryPath to) throws IOException {
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

    List<Path> list(MemoryPath directory) throws IOException {
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

    private List<Path> children(MemoryPath directory) {
        var parent = directory.toAbsolutePath().normalize();
        return entries.keySet().stream()
                .map(key -> MemoryPath.parse(this, key))
                .filter(path -> parent.equals(path.getParent()))
                .map(path -> directory.resolve(parent.relativize(path)))
                .toList();
    }

    BasicFileAttributes attributes(MemoryPath path) throws IOException {
        lock.lock();
        try {
            return new MemoryAttributes(requireEntry(path).orElse(null));
        } finally {
            lock.unlock();
        }
    }

    FileStore store() {
        return new MemoryStore(this);
    }

    /** Bytes that may still be written. */
    long freeBytes() {
        return health.isFull() ? 0 : FREE_BYTES;
    }

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

    private Optional<MemoryFile> requireEntry(MemoryPath path) throws NoSuchFileException {
        var found = entries.get(path.key());
        if (found == null) {
            throw new NoSuchFileException(path.toString());
        }
        return found;
    }

    private void requireParent(MemoryPath path) throws IOException {
        var parent = path.toAbsolutePath().normalize().getParent();
        if (parent != null && entries.get(parent.toString()) == null) {
            throw new NoSuchFileException(parent.toString());
        }
    }

    // ---- as a file system

    @Override
    public FileSystemProvider provider() {
        return PROVIDER;
    }

    /** Closes every file that is still open; the disk itself is gone when nobody refers to it any more. */
    @Override
    public void close() throws IOException {
        for (var channel : open) {
            channel.close();
        }
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public boolean isReadOnly() {
        return false;
    }

    @Override
    public String getSeparator() {
        return "/";
    }

    @Override
    public Iterable<Path> getRootDirectories() {
        return List.of(getPath("/"));
    }

    @Override
    public Iterable<FileStore> getFileStores() {
        return List.of(store());
    }

    @Override
    public Set<String> supportedFileAttributeViews() {
        return Set.of("basic");
    }

    @Override
    public Path getPath(String first, String... more) {
        return MemoryPath.parse(this, more.length == 0 ? first : first + "/" + String.join("/", more));
    }

    @Override
    public PathMatcher getPathMatcher(String pattern) {
        throw new UnsupportedOperationException("files in memory are not searched by pattern");
    }

    @Override
    public UserPrincipalLookupService getUserPrincipalLookupService() {
        throw new UnsupportedOperationException("files in memory have no owners");
    }

    @Override
    public WatchService newWatchService() {
        throw new UnsupportedOperationException("files in memory are not watched");
    }

    @Override
    public String toString() {
        return "the disk " + name;
    }
}
