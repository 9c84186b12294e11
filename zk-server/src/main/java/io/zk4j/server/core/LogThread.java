/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.core;

import io.zk4j.server.metrics.Counted;
import io.zk4j.server.metrics.Measured;
import io.zk4j.server.metrics.Metrics;
import io.zk4j.server.txn.TxnRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The thread that writes the transaction log, and the only one that waits for the disk on behalf of clients.
 *
 * <p>While it waits for one fsync, the core goes on preparing; whatever has been handed over by then goes to the disk with
 * the next one. So the number of transactions that share an fsync grows with the load and no delay is ever added.
 */
public final class LogThread {
    private static final Work LAST = new Work(List.of(), null, 0);
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final int LOOK_MILLIS = 50; // between two looks at whether the thread is still there

    private final Journal journal;
    private final Inbox<Input> core;
    private final int batchRecordsMax;
    private final Clock clock;
    private final Metrics metrics;
    private final Inbox<Work> handedOver = new Inbox<>();
    private final Thread thread;

    /**
     * A thread that is not started yet.
     *
     * @param batchRecordsMax transactions that may share an fsync, so that the first ones are not kept waiting too long
     */
    public LogThread(Journal journal, Inbox<Input> core, int batchRecordsMax, Clock clock, Metrics metrics) {
        this.journal = journal;
        this.core = core;
        this.batchRecordsMax = batchRecordsMax;
        this.clock = clock;
        this.metrics = metrics;
        this.thread = new Thread(this::run, "zk4j-log");
    }

    public void start() {
        thread.start();
    }

    /** Core thread: to be written, behind everything handed over before. */
    void append(List<TxnRecord> records) {
        metrics.count(Counted.LOG_REQUESTS, records.size());
        handedOver.put(new Work(records, null, clock.nanos()));
    }

    /** Core thread: to be done when everything handed over before is on the disk. A failure is one of the log. */
    void run(DiskTask task) {
        handedOver.put(new Work(List.of(), task, clock.nanos()));
    }

    /**
     * As {@link #run}, and waits until it is done.
     *
     * @throws IOException if it cannot be done; the core is then told of the failure as well
     */
    void runAndWait(DiskTask task) throws IOException, InterruptedException {
        var done = new CountDownLatch(1);
        run(() -> {
            task.run();
            done.countDown();
        });
        while (!done.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
            if (!thread.isAlive()) {
                throw new IOException("the log thread has ended before it came to it");
            }
        }
    }

    /** Writes what has been handed over, then ends. */
    public void stop() throws InterruptedException {
        handedOver.put(LAST);
        thread.join();
    }

    private void run() {
        List<Work> works = new ArrayList<>();
        try {
            while (true) {
                works = handedOver.takeAll(works);
                write(works);
                if (works.contains(LAST)) {
                    return;
                }
            }
        } catch (IOException | RuntimeException | Error e) {
            // Errors as well: without this thread every client would wait for ever, and nobody would know why.
            core.put(new Input.LogFailed(e));
        } catch (InterruptedException e) {
            core.put(new Input.LogFailed(e));
            Thread.currentThread().interrupt();
        }
    }

    private void write(List<Work> works) throws IOException {
        metrics.measure(Measured.LOG_WAITING, measureWait(works, Measured.LOG_WAIT_MILLIS));
        var together = new ArrayList<TxnRecord>();
        for (var work : works) {
            for (var record : work.records) {
                together.add(record);
                if (together.size() == batchRecordsMax) {
                    sync(together);
                }
            }
            if (work.task != null) {
                sync(together);
                work.task.run();
            }
        }
        sync(together);
        measureWait(works, Measured.LOG_WAIT_AND_FLUSH_MILLIS);
    }

    /** Measures, for each transaction, the time since it was handed over. Returns how many these are. */
    private int measureWait(List<Work> works, Measured what) {
        long nowNanos = clock.nanos();
        int records = 0;
        for (var work : works) {
            if (!work.records.isEmpty()) {
                records += work.records.size();
                metrics.measure(what, (nowNanos - work.handedOverNanos) / NANOS_PER_MILLI, work.records.size());
            }
        }
        return records;
    }

    private void sync(List<TxnRecord> records) throws IOException {
        if (records.isEmpty()) {
            return;
        }
        long begunNanos = clock.nanos();
        journal.append(records);
        long appendedNanos = clock.nanos();
        journal.sync();
        metrics.measure(Measured.LOG_APPEND_MILLIS, (appendedNanos - begunNanos) / NANOS_PER_MILLI);
        metrics.measure(Measured.LOG_FLUSH_MILLIS, (clock.nanos() - appendedNanos) / NANOS_PER_MILLI);
        metrics.measure(Measured.LOG_BATCH_SIZE, records.size());
        core.put(new Input.LogSynced(records.get(records.size() - 1).zxid()));
        records.clear();
        if (journal.isSnapshotDue()) {
            journal.roll();
            core.put(new Input.SnapshotDue());
        }
    }

    /** Something else that has to be done on the disk, in order with the log. */
    @FunctionalInterface
    interface DiskTask {
        void run() throws IOException;
    }

    /** What one batch of the core proposed, or a task. Compared by identity: {@link #LAST} is no ordinary empty batch. */
    private static final class Work {
        final List<TxnRecord> records;
        final @Nullable DiskTask task;
        final long handedOverNanos;

        Work(List<TxnRecord> records, @Nullable DiskTask task, long handedOverNanos) {
            this.records = records;
            this.task = task;
            this.handedOverNanos = handedOverNanos;
        }
    }
}
