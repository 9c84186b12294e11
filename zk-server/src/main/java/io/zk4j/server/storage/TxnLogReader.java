/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.storage;

import io.netty.buffer.Unpooled;
import io.zk4j.protocol.MalformedFrameException;
import io.zk4j.protocol.WireReader;
import io.zk4j.server.storage.LogEnd.Kind;
import io.zk4j.server.txn.TxnCodec;
import io.zk4j.server.txn.TxnHeader;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Reads one log file record by record, and says exactly how it ends.
 *
 * <p>Where a record is broken the rest of the file is searched: a whole record behind the place means that something was
 * damaged after it had been written, while its absence is what a crash leaves.
 */
public final class TxnLogReader implements Closeable {
    private final FileWindow file;
    private final int recordBytesMax;
    private long position = FileHeader.BYTES;
    private @Nullable LogEnd end;

    /** Opens a file; a header that is wrong shows as an end at offset 0. */
    public TxnLogReader(Path path, int recordBytesMax) throws IOException {
        this.file = new FileWindow(path);
        this.recordBytesMax = recordBytesMax;
        this.end = headerDefect();
    }

    /** The next whole record; null where {@link #end} is. */
    public @Nullable LoggedTxn next() throws IOException {
        if (end != null) {
            return null;
        }
        if (isPadding(position)) {
            end = new LogEnd(Kind.CLEAN, position, position == file.size() ? "the end of the file" : "padding");
            return null;
        }
        var defect = defectAt(position);
        if (defect != null) {
            end = endInDefect(defect);
            return null;
        }
        return decode();
    }

    /**
     * Like {@link #next}, but takes a record with a wrong checksum if it can be read otherwise. For repairs by a person who
     * looks at what comes out; a server never serves such a record.
     */
    public @Nullable LoggedTxn nextDespiteChecksum() throws IOException {
        var logged = next();
        if (logged != null || end == null || end.offset() < FileHeader.BYTES) {
            return logged;
        }
        var stopped = end;
        if (shapeDefectAt(position) == null) {
            logged = decode();
        }
        end = logged == null ? stopped : null;
        return logged;
    }

    /** The checksum that a record should have. */
    public long checksumOf(LoggedTxn logged) throws IOException {
        return file.adler32(logged.offset() + LoggedTxn.PREFIX_BYTES, logged.length());
    }

    /** How the file ends. To be asked after {@link #next} gave null. */
    public LogEnd end() {
        if (end == null) {
            throw new IllegalStateException("there may be more records at offset " + position);
        }
        return end;
    }

    /** Where the first whole record at or after {@code offset} begins; -1 if there is none. */
    public long findRecord(long offset) throws IOException {
        // A checksum begins with four zero bytes and its length follows soon, so runs of zeros can be passed quickly.
        for (long at = offset; file.has(at, LoggedTxn.OVERHEAD_BYTES + TxnHeader.BYTES); at++) {
            if (file.longAt(at) == 0) {
                at = Math.max(at, file.nextNonZero(at) - LoggedTxn.PREFIX_BYTES);
                if (!file.has(at, LoggedTxn.OVERHEAD_BYTES + TxnHeader.BYTES)) {
                    return -1;
                }
            }
            if (isPlausible(at) && defectAt(at) == null) {
                return at;
            }
        }
        return -1;
    }

    /** Goes on reading at a record that {@link #findRecord} found. */
    public void resumeAt(long offset) {
        position = offset;
        end = null;
    }

    private @Nullable LogEnd headerDefect() throws IOException {
        if (file.nextNonZero(0) == file.size()) {
            return new LogEnd(Kind.TORN, 0, file.size() == 0 ? "the file is empty" : "there is no header, only zeros");
        }
        if (!file.has(0, FileHeader.BYTES)) {
            return new LogEnd(
                    Kind.TORN, 0, "the file ends in the middle of its header, after " + file.size() + " bytes");
        }
        var header = new FileHeader(file.intAt(0), file.intAt(4), file.longAt(8));
        var defect = header.defect(FileHeader.LOG);
        if (defect == null) {
            return null;
        }
        boolean unfinished = isBeginningOfHeader() && findRecord(FileHeader.BYTES) < 0;
        return new LogEnd(unfinished ? Kind.TORN : Kind.DAMAGED, 0, "the header is wrong: " + defect);
    }

    /** Whether the first bytes are those of a header that did not arrive wholly, and zeros from there on. */
    private boolean isBeginningOfHeader() throws IOException {
        var right = FileHeader.LOG.toBytes();
        int same = 0;
        while (same < FileHeader.BYTES && file.byteAt(same) == right.get(same)) {
            same++;
        }
        return file.nextNonZero(same) >= FileHeader.BYTES;
    }

    private boolean isPadding(long offset) throws IOException {
        return file.nextNonZero(offset) == file.size();
    }

    /** Whether a record could begin here, from what is quickly seen. */
    private boolean isPlausible(long offset) throws IOException {
        int length = file.intAt(offset + Long.BYTES);
        return file.intAt(offset) == 0
                && length >= TxnHeader.BYTES
                && file.has(offset, LoggedTxn.OVERHEAD_BYTES + (long) length)
                && file.byteAt(offset + LoggedTxn.PREFIX_BYTES + length) == LoggedTxn.END_MARK;
    }

    /** What keeps the bytes here from being a whole record with the right checksum; null if nothing does. */
    private @Nullable String defectAt(long offset) throws IOException {
        var defect = shapeDefectAt(offset);
        if (defect != null) {
            return defect;
        }
        long stored = file.longAt(offset);
        long computed = file.adler32(offset + LoggedTxn.PREFIX_BYTES, file.intAt(offset + Long.BYTES));
        return stored == computed
                ? null
                : "a record whose checksum is " + hex(computed) + " where " + hex(stored) + " is stored";
    }

    /** What keeps the bytes here from being a whole record, checksum apart; null if nothing does. */
    private @Nullable String shapeDefectAt(long offset) throws IOException {
        if (!file.has(offset, LoggedTxn.PREFIX_BYTES)) {
            return "a record's beginning of " + (file.size() - offset) + " bytes where the file ends";
        }
        int length = file.intAt(offset + Long.BYTES);
        if (length <= 0) {
            return length == 0 ? "padding that is not all zeros" : "a record length of " + length;
        }
        long bytes = LoggedTxn.OVERHEAD_BYTES + (long) length;
        if (!file.has(offset, bytes)) {
            return "a record of " + bytes + " bytes of which the file has " + (file.size() - offset);
        }
        if (bytes <= recordBytesMax) {
            file.bytesAt(offset, (int) bytes); // So that the window moves once, not for each part of the record.
        }
        byte mark = file.byteAt(offset + LoggedTxn.PREFIX_BYTES + length);
        return mark == LoggedTxn.END_MARK ? null : "a record whose end mark is " + mark + ", not " + LoggedTxn.END_MARK;
    }

    private LogEnd endInDefect(String defect) throws IOException {
        long next = findRecord(position + 1);
        return next < 0
                ? new LogEnd(Kind.TORN, position, defect + "; no whole record follows")
                : new LogEnd(Kind.DAMAGED, position, defect + "; the next whole record is at offset " + next);
    }

    private @Nullable LoggedTxn decode() throws IOException {
        long checksum = file.longAt(position);
        int length = file.intAt(position + Long.BYTES);
        if (length > recordBytesMax) {
            end = new LogEnd(
                    Kind.DAMAGED,
                    position,
                    "a record of " + length + " bytes, more than the " + recordBytesMax
                            + " that jute.maxbuffer and jute.maxbuffer.extrasize allow");
            return null;
        }
        try {
            var bytes = Unpooled.wrappedBuffer(file.bytesAt(position + LoggedTxn.PREFIX_BYTES, length));
            var record = TxnCodec.decode(new WireReader(bytes, recordBytesMax));
            var logged = new LoggedTxn(position, length, checksum, record);
            position = logged.endOffset();
            return logged;
        } catch (MalformedFrameException unknown) {
            end = new LogEnd(Kind.DAMAGED, position, "a record that is not understood: " + unknown.getMessage());
            return null;
        }
    }

    private static String hex(long value) {
        return "0x" + Long.toHexString(value);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
