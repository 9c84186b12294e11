/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.storage;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server's directories, locked against other servers while this is open: where it all begins.
 *
 * <p>{@link #recover} first; then {@link #writeSnapshot}, so that there is one before the first transaction is logged; then
 * {@link #openLog}. Later snapshots may be written while the log is, one at a time.
 */
public final class DataDirectory implements Closeable {
    /** The file whose presence says that an empty directory is meant to be empty. */
    public static final String INITIALIZE_MARKER = "initialize";

    /** The file in each directory that keeps other servers out while it is locked. */
    public static final String LOCK_FILE = DirectoryLock.FILE_NAME;

    private static final Logger LOG = LoggerFactory.getLogger(DataDirectory.class);

    /** How long closing waits for a snapshot to be given up, which takes no longer than one write to the disk. */
    private static final long SNAPSHOT_END_SECONDS_MAX = 5;

    private static final String FORMAT_DIRECTORY = "version-2";

    private final StorageOptions options;
    private final Path snapshots;
    private final Path logs;
    private final List<DirectoryLock> locks;
    private final Semaphore writingSnapshot = new Semaphore(1);
    private final AtomicBoolean closing = new AtomicBoolean();

    private DataDirectory(StorageOptions options, List<DirectoryLock> locks) {
        this.options = options;
        this.snapshots = filesOf(options.dataDir());
        this.logs = filesOf(options.logDir());
        this.locks = locks;
    }

    /** Where the files of a data or log directory are. */
    public static Path filesOf(Path directory) {
        return directory.resolve(FORMAT_DIRECTORY);
    }

    /**
     * Makes what is missing, checks what is there, and locks it.
     *
     * @throws StorageException if a directory cannot be written, is in use by another server, or holds the wrong kind of files
     */
    public static DataDirectory open(StorageOptions options) throws IOException {
        var directories = new LinkedHashSet<Path>();
        directories.add(prepare("dataDir", options.dataDir(), options.autocreate()));
        directories.add(prepare("dataLogDir", options.logDir(), options.autocreate()));
        requireUnmixed(options);
        var locks = new ArrayList<DirectoryLock>();
        try {
            for (Path directory : directories) {
                locks.add(DirectoryLock.take(directory));
            }
        } catch (IOException e) {
            closeAll(locks);
            throw e;
        }
        return new DataDirectory(options, locks);
    }

    /**
     * Makes directories for a new server, deletes whatever is in them, and marks the database as meant to be empty.
     *
     * @throws StorageException if a directory cannot be written or is in use by a server
     */
    public static void initialize(StorageOptions options) throws IOException {
        var directories = new LinkedHashSet<Path>();
        directories.add(prepare("dataDir", options.dataDir(), true));
        directories.add(prepare("dataLogDir", options.logDir(), true));
        for (Path directory : directories) {
            try (var lock = DirectoryLock.take(directory)) {
                lock.clearDirectory();
            }
        }
        Files.writeString(options.logDir().resolve(INITIALIZE_MARKER), "");
    }

    /** Which server has a data or log directory open, in words; null if none has. */
    public static @Nullable String holderOf(Path directory) throws IOException {
        return DirectoryLock.holderOf(filesOf(directory));
    }

    /**
     * Fills {@code target} with the newest snapshot and all transactions logged after it, and cuts back what a crash left of
     * a write at the end of the log.
     *
     * @throws CorruptFileException if data is damaged or missing; nothing on the disk has been changed then
     */
    public RecoveryReport recover(RecoveryTarget target) throws IOException {
        new Replacement(snapshots, logs).finish();
        return new Recovery(snapshots, logs, options, target).run();
    }

    /**
     * Fills {@code target} as {@link #recover} would, and says in the report what that would change on the disk, without
     * changing anything. Needs no lock: to be used while no server runs, or nothing it finds at the end of the log counts.
     */
    public static RecoveryReport rehearse(StorageOptions options, RecoveryTarget target) throws IOException {
        if (Files.exists(filesOf(options.dataDir())) && Files.exists(filesOf(options.logDir()))) {
            requireUnmixed(options);
        }
        return new Recovery(filesOf(options.dataDir()), filesOf(options.logDir()), options, target).rehearse();
    }

    /** A log that goes on after {@code lastZxid}, the last transaction recovered. */
    public TxnLog openLog(long lastZxid) {
        return new TxnLog(logs, Math.max(0, lastZxid), options);
    }

    /**
     * Writes a snapshot; it is on the disk and complete when this returns. May be called by any thread.
     *
     * @throws StorageException if another one is being written, or the directory is closed before it is finished
     */
    public DataFile writeSnapshot(SnapshotSource source) throws IOException {
        if (!writingSnapshot.tryAcquire()) {
            throw new StorageException("another snapshot is being written");
        }
        try {
            return SnapshotWriter.write(source, snapshots, options, closing::get);
        } finally {
            writingSnapshot.release();
        }
    }

    /** Removes what is not needed to keep the {@code count} newest snapshots (at least 3) usable; tells what that was. */
    public List<DataFile> purge(int count) throws IOException {
        return purge(options.dataDir(), options.logDir(), count);
    }

    /** The same for directories that a running server may have open: what it removes no server needs. */
    public static List<DataFile> purge(Path dataDir, Path logDir, int count) throws IOException {
        return new Retention(filesOf(dataDir), filesOf(logDir)).purge(count);
    }

    /**
     * Makes {@code zxid} the last transaction on the disk. The log must be closed, and the state recovered anew.
     *
     * @throws NoWayBackException if that is not possible; nothing has been changed then
     */
    public void truncateTo(long zxid) throws IOException {
        new LogTruncation(snapshots, logs, options.recordBytesMax()).truncateTo(zxid);
    }

    /** Writes a snapshot as a leader sends it. May be called by any thread, also while another one is written. */
    public void streamSnapshot(SnapshotSource source, OutputStream stream) throws IOException {
        SnapshotWriter.stream(source, stream, options, closing::get);
    }

    /**
     * Prepares to take in a snapshot that a leader sends.
     *
     * @param zxid the last transaction that it contains for certain
     */
    public SnapshotIntake receiveSnapshot(long zxid) throws IOException {
        return SnapshotIntake.into(snapshots, zxid, options.recordBytesMax());
    }

    /**
     * Puts a received snapshot in the place of everything in the directory; the state must be recovered anew. The log must be
     * closed. A crash at any moment leaves either all of the old or all of the new.
     */
    public void install(SnapshotIntake received) throws IOException {
        if (!writingSnapshot.tryAcquire()) {
            throw new StorageException("a snapshot of what is to be replaced is still being written");
        }
        try {
            new Replacement(snapshots, logs).replaceBy(received);
        } finally {
            writingSnapshot.release();
        }
    }

    /** The transactions logged after {@code zxid}, as far as they are on the disk. */
    public LogSequence logAfter(long zxid) throws IOException {
        return new LogSequence(DataFile.list(logs, DataFile.Kind.LOG), zxid, options.recordBytesMax());
    }

    /** Bytes of the newest snapshot; 0 if there is none. */
    public long newestSnapshotBytes() throws IOException {
        var files = DataFile.list(snapshots, DataFile.Kind.SNAPSHOT);
        return files.isEmpty() ? 0 : bytesOf(files.get(files.size() - 1).path());
    }

    /** Bytes of the log files that hold what came after {@code zxid}, room set aside included. */
    public long logBytesAfter(long zxid) throws IOException {
        long bytes = 0;
        for (DataFile log : LogSequence.relevant(DataFile.list(logs, DataFile.Kind.LOG), zxid)) {
            bytes += bytesOf(log.path());
        }
        return bytes;
    }

    /** The epochs of a member of an ensemble. */
    public EpochFiles epochs() {
        return new EpochFiles(snapshots);
    }

    /** A look at the disks of both directories; {@code floorBytes} of 0 never finds them short. */
    public DiskSpace diskSpace(long floorBytes) {
        return DiskSpace.of(List.of(logs, snapshots), floorBytes);
    }

    /** Bytes of all files next to the snapshots. */
    public long snapshotDirectoryBytes() throws IOException {
        return bytesIn(snapshots);
    }

    /** Bytes of all files next to the logs. */
    public long logDirectoryBytes() throws IOException {
        return bytesIn(logs);
    }

    /**
     * Lets go of the directories, after a snapshot that is being written has been given up: the next server to open them may
     * write to a file of the same name.
     */
    @Override
    public void close() throws IOException {
        if (closing.getAndSet(true)) {
            return;
        }
        try {
            if (!writingSnapshot.tryAcquire(SNAPSHOT_END_SECONDS_MAX, TimeUnit.SECONDS)) {
                LOG.warn("A snapshot in {} is still being written while the directory is closed", snapshots);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            closeAll(locks);
        }
    }

    private static Path prepare(String key, Path directory, boolean autocreate) throws IOException {
        var files = filesOf(directory);
        if (!Files.exists(files) && !autocreate) {
            throw DirectoryCheck.missing(key, files);
        }
        try {
            Files.createDirectories(files);
        } catch (IOException e) {
            throw new StorageException(
                    "cannot make " + key + " " + files + ": " + e
                            + ". Make it for the user who runs the server, or choose another " + key,
                    e);
        }
        if (!Files.isWritable(files)) {
            throw new StorageException("cannot write to " + key + " " + files
                    + ". Give the user who runs the server the right to write there, or choose another " + key);
        }
        return files.toRealPath();
    }

    /** Files where they do not belong are what a changed dataLogDir leaves; going on would lose what is in them. */
    private static void requireUnmixed(StorageOptions options) throws IOException {
        var snapshots = filesOf(options.dataDir());
        var logs = filesOf(options.logDir());
        if (Files.isSameFile(snapshots, logs)) {
            return;
        }
        requireNone(logs, DataFile.Kind.SNAPSHOT, "dataLogDir holds snapshots", snapshots);
        requireNone(
                snapshots,
                DataFile.Kind.LOG,
                "dataDir holds transaction logs although dataLogDir is another directory",
                logs);
    }

    private static void requireNone(Path directory, DataFile.Kind kind, String complaint, Path rightPlace)
            throws IOException {
        var misplaced = DataFile.list(directory, kind);
        if (!misplaced.isEmpty()) {
            throw new StorageException(complaint + ", for example " + misplaced.get(0) + ". Move them to " + rightPlace
                    + ", or correct dataDir and dataLogDir");
        }
    }

    private static long bytesIn(Path directory) throws IOException {
        long bytes = 0;
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                bytes += bytesOf(file);
            }
        }
        return bytes;
    }

    /** 0 if it is gone: a file may be purged while the others are counted. */
    private static long bytesOf(Path file) throws IOException {
        try {
            return Files.size(file);
        } catch (NoSuchFileException e) {
            return 0;
        }
    }

    private static void closeAll(List<DirectoryLock> locks) throws IOException {
        for (DirectoryLock lock : locks) {
            lock.close();
        }
    }
}
