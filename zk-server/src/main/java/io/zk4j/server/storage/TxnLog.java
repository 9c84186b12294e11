/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.storage;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.zk4j.protocol.WireWriter;
import io.zk4j.server.txn.TxnCodec;
import io.zk4j.server.txn.TxnRecord;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.Adler32;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes transactions to log files.
 *
 * <p>{@link #append} collects records in one buffer, {@link #sync} brings them to the disk: only then may any of them be
 * acknowledged. Owned by one thread, which must not be interrupted while it is here, as that would close the file. After an
 * {@link IOException} nobody knows what is on the disk, so the log refuses to go on; the server has to stop and recover.
 */
public final class TxnLog implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(TxnLog.class);

    /** Beyond this, records are handed to the operating system before the batch is complete. */
    private static final int BUFFER_BYTES = 1 << 20;

    /** What a record takes in the file beside the transaction itself. */
    public static final int RECORD_OVERHEAD_BYTES = LoggedTxn.PREFIX_BYTES + 1;

    private final Path directory;
    private final StorageOptions options;
    private final Adler32 sum = new Adler32();
    private final ByteBuf buffer = Unpooled.directBuffer(BUFFER_BYTES);
    private final WireWriter writer = new WireWriter(buffer);
    private long lastZxid;
    private @Nullable OpenFile file;
    private boolean unsynced;
    private long lastSyncNanos;
    private @Nullable IOException failure;

    /**
     * A log that begins a new file with the first record appended.
     *
     * @param directory where the files are
     * @param lastZxid the last transaction that is logged or contained in a snapshot; only later ones may be appended
     */
    TxnLog(Path directory, long lastZxid, StorageOptions options) {
        this.directory = directory;
        this.lastZxid = lastZxid;
        this.options = options;
    }

    /** The file being written; where it is extended and how much of it is used. */
    private static final class OpenFile {
        final Path path;
        final FileChannel channel;
        long position = FileHeader.BYTES; // where the next flush writes
        long size = FileHeader.BYTES;

        OpenFile(Path path, FileChannel channel) {
            this.path = path;
            this.channel = channel;
        }
    }

    /**
     * Appends transactions in rising order; they are not safe before {@link #sync}.
     *
     * @return the bytes that the records take in the file
     */
    public long append(List<TxnRecord> batch) throws IOException {
        long bytes = 0;
        for (TxnRecord record : batch) {
            bytes += append(record);
        }
        return bytes;
    }

    /** Appends one transaction; see {@link #append(List)}. */
    public long append(TxnRecord record) throws IOException {
        requireSound();
        if (record.zxid() <= lastZxid) {
            throw new IllegalArgumentException("transaction 0x" + Long.toHexString(record.zxid())
                    + " cannot be logged after 0x" + Long.toHexString(lastZxid));
        }
        try {
            var open = file == null ? create(record.zxid()) : file;
            preallocate(open);
            int bytes = encode(record);
            if (buffer.readableBytes() >= BUFFER_BYTES) {
                flush(open);
            }
            lastZxid = record.zxid();
            unsynced = true;
            return bytes;
        } catch (IOException e) {
            throw fail("append transaction 0x" + Long.toHexString(record.zxid()) + " to", e);
        }
    }

    /**
     * Brings everything appended to the disk, unless that is switched off, in which case the operating system has it.
     *
     * <p>Afterwards a file that has reached its largest size is rolled.
     */
    public void sync() throws IOException {
        requireSound();
        var open = file;
        if (open == null || !unsynced) {
            return;
        }
        try {
            flush(open);
            if (options.forceSync()) {
                force(open);
            }
            unsynced = false;
        } catch (IOException e) {
            throw fail("sync", e);
        }
        if (options.logBytesMax() > 0 && open.position > options.logBytesMax()) {
            roll();
        }
    }

    /** Ends the current file, after a sync if one is due; the next record begins a new one. */
    public void roll() throws IOException {
        sync();
        var open = file;
        if (open != null) {
            file = null;
            open.channel.close();
        }
    }

    /** The last transaction appended, or the one that the log began after. */
    public long lastZxid() {
        return lastZxid;
    }

    /** The file being written; null before the first record and after a roll. */
    public @Nullable Path currentFile() {
        return file == null ? null : file.path;
    }

    /** How long the last fsync took; 0 if there was none. */
    public long lastSyncNanos() {
        return lastSyncNanos;
    }

    /** Syncs what has been appended, unless writing failed before, and closes the file. */
    @Override
    public void close() throws IOException {
        try {
            if (failure == null) {
                roll();
            }
        } finally {
            if (file != null) {
                file.channel.close();
                file = null;
            }
            if (buffer.refCnt() > 0) {
                buffer.release();
            }
        }
    }

    private int encode(TxnRecord record) {
        int start = buffer.writerIndex();
        buffer.writeZero(LoggedTxn.PREFIX_BYTES);
        TxnCodec.encode(record, writer);
        int length = buffer.writerIndex() - start - LoggedTxn.PREFIX_BYTES;
        sum.reset();
        sum.update(buffer.nioBuffer(start + LoggedTxn.PREFIX_BYTES, length));
        buffer.setLong(start, sum.getValue());
        buffer.setInt(start + Long.BYTES, length);
        buffer.writeByte(LoggedTxn.END_MARK);
        return buffer.writerIndex() - start;
    }

    private OpenFile create(long zxid) throws IOException {
        var path = directory.resolve(DataFile.logName(zxid));
        refuseToOverwriteRecords(path);
        var channel = FileChannel.open(
                path, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        var open = new OpenFile(path, channel);
        file = open; // So that it is closed whatever happens next.
        writeFully(channel, FileHeader.LOG.toBytes(), 0);
        if (options.forceSync()) {
            DurableFiles.syncDirectory(directory);
        }
        LOG.debug("Began log file {}", path);
        return open;
    }

    /** A file of this name can hold a torn first record, of which nothing was acknowledged; anything more is not ours. */
    private void refuseToOverwriteRecords(Path path) throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        try (var reader = new TxnLogReader(path, options.recordBytesMax())) {
            if (reader.next() != null) {
                throw new StorageException(
                        path + " already holds transactions and is not overwritten. Does another server"
                                + " use the same directory? Stop one of them");
            }
        }
    }

    /**
     * Extends the file when its end is near, by leaving a hole: its size then changes rarely, which an fsync would have to
     * write as well. What of the batch is still in the buffer is not counted, as with Apache's servers.
     */
    private void preallocate(OpenFile open) throws IOException {
        long size = Preallocation.extendedSize(open.position, open.size, options.preallocationBytes());
        if (size != open.size) {
            writeFully(open.channel, ByteBuffer.allocate(1), size - 1);
            open.size = size;
        }
    }

    private void flush(OpenFile open) throws IOException {
        int bytes = buffer.readableBytes();
        writeFully(open.channel, buffer.nioBuffer(), open.position);
        open.position += bytes;
        buffer.clear();
        if (buffer.capacity() > BUFFER_BYTES) {
            buffer.capacity(BUFFER_BYTES); // A batch of large records does not keep its memory.
        }
    }

    private void force(OpenFile open) throws IOException {
        long start = System.nanoTime();
        open.channel.force(false);
        lastSyncNanos = System.nanoTime() - start;
        long millis = TimeUnit.NANOSECONDS.toMillis(lastSyncNanos);
        if (millis > options.fsyncWarningMillis()) {
            LOG.warn(
                    "fsync of the transaction log {} took {} ms; every write waited for it (warning from"
                            + " fsync.warningthresholdms={} on). Is the disk busy with something else?",
                    open.path,
                    millis,
                    options.fsyncWarningMillis());
        }
    }

    private static void writeFully(FileChannel channel, ByteBuffer bytes, long position) throws IOException {
        long at = position;
        while (bytes.hasRemaining()) {
            at += channel.write(bytes, at);
        }
    }

    private void requireSound() throws IOException {
        if (failure != null) {
            throw new StorageException(
                    "the transaction log is not written any more since this failed: " + failure.getMessage(), failure);
        }
    }

    private IOException fail(String attempt, IOException e) {
        var where = file == null ? directory : file.path;
        failure = e;
        return new StorageException(
                "cannot " + attempt + " the transaction log " + where + ": " + e.getMessage()
                        + ". The server has to stop; after a restart everything acknowledged is there. Check the free"
                        + " space and the health of the disk",
                e);
    }
}
