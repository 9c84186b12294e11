/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.core;

import io.zk4j.server.metrics.Measured;
import io.zk4j.server.metrics.Metrics;
import io.zk4j.server.storage.SnapshotSchedule;
import io.zk4j.server.storage.TxnLog;
import io.zk4j.server.txn.TxnRecord;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** The log on the disk, together with the count that says when the next snapshot is due. Owned by the log thread. */
public final class TxnJournal implements Journal {
    private @Nullable TxnLog log; // null while the data is replaced
    private final SnapshotSchedule schedule;
    private final LongConsumer onSynced;
    private final boolean forced;
    private final ServerStats stats;
    private final Metrics metrics;
    private boolean snapshotDue;
    private long unsyncedBytes;

    /**
     * @param onSynced told after each sync how many bytes it brought to the disk; on the log thread
     * @param forced whether the log waits for the disk at all
     */
    public TxnJournal(TxnLog log, SnapshotSchedule schedule, LongConsumer onSynced, boolean forced, ServerStats stats) {
        this.onSynced = onSynced;
        this.log = log;
        this.schedule = schedule;
        this.forced = forced;
        this.stats = stats;
        this.metrics = stats.metrics();
    }

    @Override
    public void append(List<TxnRecord> records) throws IOException {
        long bytes = 0;
        for (var record : records) {
            long recordBytes = log().append(record);
            stats.proposed((int) recordBytes - TxnLog.RECORD_OVERHEAD_BYTES);
            bytes += recordBytes;
        }
        unsyncedBytes += bytes;
        snapshotDue |= schedule.logged(records.size(), bytes);
    }

    @Override
    public void sync() throws IOException {
        log().sync();
        onSynced.accept(unsyncedBytes);
        unsyncedBytes = 0;
        if (forced) {
            metrics.measure(Measured.FSYNC_MILLIS, TimeUnit.NANOSECONDS.toMillis(log().lastSyncNanos()));
        }
    }

    @Override
    public boolean isSnapshotDue() {
        return snapshotDue;
    }

    @Override
    public void roll() throws IOException {
        log().roll();
        snapshotDue = false;
    }

    /** Log thread: ends the log, because what it holds is about to be replaced. */
    void suspend() throws IOException {
        log().close();
        log = null;
    }

    /** Log thread: goes on with a log behind what replaced the old one. */
    void resume(TxnLog next) {
        log = next;
        snapshotDue = false;
    }

    /** Closes the log; once the log thread has ended. */
    public void close() throws IOException {
        if (log != null) {
            log.close();
        }
    }

    private TxnLog log() {
        if (log == null) {
            throw new IllegalStateException("the log is used while the data is replaced");
        }
        return log;
    }
}
