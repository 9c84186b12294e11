/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.storage;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a second server away from a directory. The operating system lets go of the lock when the process ends, however it
 * ends; the file itself stays and means nothing.
 */
final class DirectoryLock implements Closeable {
    static final String FILE_NAME = "zk4j.lock";

    private static final Logger LOG = LoggerFactory.getLogger(DirectoryLock.class);
    private static final int HOLDER_BYTES_MAX = 32;

    /**
     * The directories that this process has locked. Static, because the lock belongs to the process: Linux drops it as soon as
     * the process closes the file, through whichever channel, so a second attempt must not even open it.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path directory;
    private final FileChannel channel;

    private DirectoryLock(Path directory, FileChannel channel) {
        this.directory = directory;
        this.channel = channel;
    }

    /** Locks a directory that exists; {@code directory} is its real path. */
    static DirectoryLock take(Path directory) throws StorageException {
        if (!HELD.add(directory)) {
            throw inUse(directory, "another server in this process");
        }
        try {
            return new DirectoryLock(directory, lock(directory));
        } catch (StorageException e) {
            HELD.remove(directory);
            throw e;
        } catch (IOException e) {
            HELD.remove(directory);
            throw new StorageException(
                    "cannot write to the data directory " + directory + ": " + e + ". Give the user who"
                            + " runs the server the right to write there, or choose another dataDir",
                    e);
        }
    }

    /** Who has a directory locked, in words; null if nobody has. Leaves no trace. */
    static @Nullable String holderOf(Path directory) throws IOException {
        var file = directory.resolve(FILE_NAME);
        if (!Files.exists(file)) {
            return null;
        }
        if (HELD.contains(directory.toRealPath())) {
            return "a server in this process";
        }
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return channel.tryLock(0, Long.MAX_VALUE, true) == null ? holder(channel) : null;
        }
    }

    private static FileChannel lock(Path directory) throws IOException {
        var file = directory.resolve(FILE_NAME);
        var channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        boolean locked = false;
        try {
            if (channel.tryLock() == null) {
                throw inUse(directory, holder(channel));
            }
            locked = true;
        } catch (OverlappingFileLockException e) {
            throw inUse(directory, "another server in this process");
        } finally {
            if (!locked) {
                channel.close();
            }
        }
        noteHolder(file, channel);
        return channel;
    }

    private static StorageException inUse(Path directory, String holder) {
        return new StorageException("the data directory " + directory + " is in use by " + holder
                + ". Stop that server, or give this one a directory of its own");
    }

    /** For the message that another server gives. The lock holds without it, so a full disk is no obstacle. */
    private static void noteHolder(Path file, FileChannel channel) {
        try {
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(("process " + ProcessHandle.current().pid()).getBytes(US_ASCII)), 0);
        } catch (IOException e) {
            LOG.warn("Could not write this process's number to {}: {}", file, e.getMessage());
        }
    }

    private static String holder(FileChannel channel) throws IOException {
        var text = ByteBuffer.allocate(HOLDER_BYTES_MAX);
        channel.read(text, 0);
        var name = US_ASCII.decode(text.flip()).toString();
        return name.isBlank() ? "another server" : "another server, " + name;
    }

    /** Deletes all files in the directory but this one. */
    void clearDirectory() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                if (!file.getFileName().toString().equals(FILE_NAME)) {
                    Files.delete(file);
                }
            }
        }
        DurableFiles.syncDirectory(directory);
    }

    /** Lets go of the directory. */
    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            HELD.remove(directory);
        }
    }
}
