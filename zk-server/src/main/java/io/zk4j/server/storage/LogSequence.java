/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.storage;

import static java.util.Objects.requireNonNull;

import io.zk4j.protocol.OpCode;
import io.zk4j.server.storage.LogEnd.Kind;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All logged transactions after a given one, in order and without a hole, across log files.
 *
 * <p>A file may end in a torn record and the next one go on where it stopped: that is what a crash followed by a restart
 * looks like. Whether the tear cost anything shows in the numbers of the transactions, which rise by one within an epoch.
 */
public final class LogSequence implements Closeable {
    private final List<DataFile> files;
    private final int recordBytesMax;
    private final long after;
    private final List<String> notices = new ArrayList<>();
    private int nextFile;
    private @Nullable DataFile current;
    private @Nullable TxnLogReader reader;
    private @Nullable TornTail tornTail;
    private long last;

    /** Where the last file of a sequence stopped being readable. */
    public record TornTail(DataFile file, LogEnd end) {}

    /**
     * The sequence over some files.
     *
     * @param logs all log files, oldest first; those that cannot hold a transaction after {@code after} are not opened
     * @param after the zxid of the transaction before the first one wanted
     */
    public LogSequence(List<DataFile> logs, long after, int recordBytesMax) {
        this.files = relevant(logs, after);
        this.after = after;
        this.last = after;
        this.recordBytesMax = recordBytesMax;
    }

    /** The logs that begin after {@code zxid}, and the newest of the others, which may reach beyond it. */
    static List<DataFile> relevant(List<DataFile> logs, long zxid) {
        int first = 0;
        for (int i = 0; i < logs.size(); i++) {
            if (logs.get(i).zxid() <= zxid) {
                first = i;
            }
        }
        return List.copyOf(logs.subList(first, logs.size()));
    }

    /**
     * The next transaction; null at the end of the last file.
     *
     * @throws CorruptFileException if a record is damaged or transactions are missing
     */
    public @Nullable LoggedTxn next() throws IOException {
        while (true) {
            if (reader == null && !openNext()) {
                return null;
            }
            var logged = requireNonNull(reader).next();
            if (logged == null) {
                finishFile();
            } else if (logged.zxid() > after) {
                check(logged);
                last = Math.max(last, logged.zxid());
                return logged;
            }
        }
    }

    /** The file that the last transaction came from. */
    public DataFile file() {
        if (current == null) {
            throw new IllegalStateException("nothing has been read yet");
        }
        return current;
    }

    /** The zxid of the last transaction given out, or the one to start after. */
    public long lastZxid() {
        return last;
    }

    /** How the last file is torn, if it is. To be asked at the end. */
    public @Nullable TornTail tornTail() {
        return tornTail;
    }

    /** Oddities that cost no transaction, in words. */
    public List<String> notices() {
        return List.copyOf(notices);
    }

    private boolean openNext() throws IOException {
        if (nextFile == files.size()) {
            return false;
        }
        current = files.get(nextFile++);
        reader = new TxnLogReader(current.path(), recordBytesMax);
        return true;
    }

    private void finishFile() throws IOException {
        var file = file();
        LogEnd end;
        try (var done = requireNonNull(reader)) {
            end = done.end();
        }
        reader = null;
        if (end.kind() == Kind.DAMAGED) {
            throw new CorruptFileException(file.path(), end.offset(), end.what(), WaysOut.OF_A_DAMAGED_LOG);
        }
        if (end.kind() == Kind.TORN) {
            if (nextFile == files.size()) {
                tornTail = new TornTail(file, end);
            } else {
                notices.add(file + " is torn at offset " + end.offset() + " (" + end.what()
                        + "); the transactions go on in the next file");
            }
        }
    }

    private void check(LoggedTxn logged) throws CorruptFileException {
        long zxid = logged.zxid();
        boolean nextOne = zxid == last + 1;
        boolean firstOfAnEpoch = epoch(zxid) > epoch(last) && (int) zxid == 1;
        if (nextOne || firstOfAnEpoch) {
            return;
        }
        if (zxid > last) {
            throw new CorruptFileException(
                    file().path(),
                    logged.offset(),
                    "transaction 0x" + Long.toHexString(zxid) + " follows 0x" + Long.toHexString(last)
                            + ", those between are missing" + tears(),
                    WaysOut.OF_A_HOLE);
        }
        // Apache's servers write an error record twice under one number; more than that has come from bugs of theirs.
        if (logged.record().header().type() != OpCode.ERROR.code()) {
            notices.add(file() + ", offset " + logged.offset() + ": transaction 0x" + Long.toHexString(zxid)
                    + " comes after 0x" + Long.toHexString(last) + "; it is applied again, as Apache's servers do");
        }
    }

    private String tears() {
        return notices.isEmpty() ? "" : " (" + String.join("; ", notices) + ")";
    }

    private static int epoch(long zxid) {
        return (int) (zxid >>> 32);
    }

    @Override
    public void close() throws IOException {
        if (reader != null) {
            reader.close();
        }
    }
}
