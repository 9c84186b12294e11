/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Saves what a damaged log still holds: copies the records before the damage, and beyond it those whose checksum alone is
 * wrong and which somebody has looked at. The damaged file stays as it is.
 */
public final class LogCopy {
    private final Path damaged;
    private final Path copy;
    private final int recordBytesMax;

    public LogCopy(Path damaged, Path copy, int recordBytesMax) {
        this.damaged = damaged;
        this.copy = copy;
        this.recordBytesMax = recordBytesMax;
    }

    /** Decides about a record that has the wrong checksum but can be read: whether it is what it should be. */
    @FunctionalInterface
    public interface Judge {
        boolean accepts(LoggedTxn logged);
    }

    /**
     * What was saved.
     *
     * @param records records copied
     * @param corrected how many of them got a new checksum
     * @param end where the copying stopped, and why
     */
    public record Result(long records, long corrected, LogEnd end) {}

    /** Writes the copy; a file of that name is replaced. */
    public Result write(Judge judge) throws IOException {
        try (var reader = new TxnLogReader(damaged, recordBytesMax);
                var in = FileChannel.open(damaged, StandardOpenOption.READ);
                var out = FileChannel.open(
                        copy,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            out.write(FileHeader.LOG.toBytes());
            var result = copyRecords(reader, in, out, judge);
            out.force(true);
            return result;
        }
    }

    private static Result copyRecords(TxnLogReader reader, FileChannel in, FileChannel out, Judge judge)
            throws IOException {
        long records = 0;
        long corrected = 0;
        for (var logged = reader.nextDespiteChecksum(); logged != null; logged = reader.nextDespiteChecksum()) {
            long checksum = reader.checksumOf(logged);
            boolean wrong = checksum != logged.checksum();
            if (wrong && !judge.accepts(logged)) {
                var end = new LogEnd(
                        LogEnd.Kind.DAMAGED, logged.offset(), "a record with a wrong checksum that was not accepted");
                return new Result(records, corrected, end);
            }
            out.write(ByteBuffer.allocate(Long.BYTES).putLong(checksum).flip());
            transfer(in, logged.offset() + Long.BYTES, logged.endOffset(), out);
            records++;
            corrected += wrong ? 1 : 0;
        }
        return new Result(records, corrected, reader.end());
    }

    private static void transfer(FileChannel in, long from, long to, FileChannel out) throws IOException {
        for (long at = from; at < to; ) {
            at += in.transferTo(at, to - at, out);
        }
    }
}
