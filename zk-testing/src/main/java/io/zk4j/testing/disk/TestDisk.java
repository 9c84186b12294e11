/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.disk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The disk of a server of a test, in memory or in a folder of the machine, which can be slow, full, or fail. Thread-safe.
 *
 * <p>It is a file system of its own, so that a server is hurt by what it does with its files and by nothing else.
 */
public abstract class TestDisk extends FileSystem {
    private static final FileSystemProvider PROVIDER = new DiskProvider();

    private final String name;
    private final DiskHealth health;
    private final Set<FileChannel> open = ConcurrentHashMap.newKeySet();
    private volatile boolean isOver; // read by whoever waits for a sync

    TestDisk(String name, DiskHealth health) {
        this.name = name;
        this.health = health;
    }

    String name() {
        return name;
    }

    // ---- what can be done to it

    /**
     * Each sync takes so much longer, until told otherwise; those that wait now look again how long they have to.
     *
     * @throws IllegalArgumentException if that is less than 0
     */
    public final void slowSyncs(Duration by) {
        if (by.isNegative()) {
            throw new IllegalArgumentException("syncs slower by " + by + ": must be 0 or more");
        }
        health.slowSyncs(by);
    }

    /** Whether every sync fails from now on, as on a disk that dies. */
    public final void failSyncs(boolean fail) {
        health.failSyncs(fail);
    }

    /** Whether there is no room from now on: nothing can be written that takes more, and that is what a server finds when it looks. */
    public final void fill(boolean isFull) {
        health.fill(isFull);
    }

    /** Syncs are quick and succeed, and there is room. */
    public final void heal() {
        slowSyncs(Duration.ZERO);
        failSyncs(false);
        fill(false);
    }

    /**
     * The power fails: what is then found is on the disk that is returned, which is in the same health. What is still done on this one does
     * not matter any more, so nobody waits for it.
     */
    public final TestDisk failPower() {
        var found = afterPowerFailure(health);
        isOver = true;
        health.wake();
        return found;
    }

    /** How many files and directories are open; 0 once every server on it has ended. */
    public final int openFiles() {
        return open.size();
    }

    abstract TestDisk afterPowerFailure(DiskHealth sameHealth);

    // ---- what its files ask

    final void beforeWrite(String file, long newBytes) throws IOException {
        health.beforeWrite(file, newBytes);
    }

    final void beforeSync(String file) throws IOException {
        health.beforeSync(file, () -> isOver);
    }

    final boolean isFull() {
        return health.isFull();
    }

    final void closed(FileChannel channel) {
        open.remove(channel);
    }

    // ---- what its paths ask

    final FileChannel open(DiskPath path, Set<? extends OpenOption> options) throws IOException {
        var channel = channel(path, options);
        open.add(channel);
        return channel;
    }

    abstract FileChannel channel(DiskPath path, Set<? extends OpenOption> options) throws IOException;

    abstract void createDirectory(DiskPath path) throws IOException;

    abstract void delete(DiskPath path) throws IOException;

    abstract void move(DiskPath from, DiskPath to) throws IOException;

    abstract List<Path> list(DiskPath directory) throws IOException;

    abstract BasicFileAttributes attributes(DiskPath path) throws IOException;

    /** Bytes that are in use, and that may still be written. */
    abstract long usedBytes();

    abstract long freeBytes();

    final FileStore store() {
        return new DiskStore(this);
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
        return DiskPath.parse(this, more.length == 0 ? first : first + "/" + String.join("/", more));
    }

    @Override
    public PathMatcher getPathMatcher(String pattern) {
        throw new UnsupportedOperationException("files of a test are not searched by pattern");
    }

    @Override
    public UserPrincipalLookupService getUserPrincipalLookupService() {
        throw new UnsupportedOperationException("files of a test have no owners");
    }

    @Override
    public WatchService newWatchService() {
        throw new UnsupportedOperationException("files of a test are not watched");
    }

    @Override
    public String toString() {
        return "the disk " + name;
    }
}
