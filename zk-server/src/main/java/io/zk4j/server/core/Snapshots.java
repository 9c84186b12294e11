/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.core;

import io.zk4j.server.metrics.Counted;
import io.zk4j.server.metrics.Measured;
import io.zk4j.server.metrics.Metrics;
import io.zk4j.server.storage.SnapshotSource;
import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a snapshot when one is due, on a thread of its own and one at a time. Owned by the core thread, but for {@link #stop}.
 *
 * <p>A snapshot that cannot be written is not the end of the server: the log still has everything.
 */
public final class Snapshots {
    private static final Logger LOG = LoggerFactory.getLogger(Snapshots.class);

    private final Writer writer;
    private final Inbox<Input> inbox;
    private final Clock clock;
    private final Metrics metrics;
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final AtomicReference<@Nullable Thread> writing = new AtomicReference<>();
    private AtomicBoolean abandoned = new AtomicBoolean(); // of the one that is being written
    private long begun;
    private boolean underWay;

    public Snapshots(Writer writer, Inbox<Input> inbox, Clock clock, Metrics metrics) {
        this.writer = writer;
        this.inbox = inbox;
        this.clock = clock;
        this.metrics = metrics;
    }

    /** Begins one as of now, unless one is being written. */
    void begin(CoreState state, CoreState.Access core) {
        if (underWay) {
            LOG.info("No new snapshot is begun while the last one is still being written");
            return;
        }
        underWay = true;
        long number = ++begun;
        var given = new AtomicBoolean();
        abandoned = given;
        var source = new TreeSnapshot(state, core, () -> stopping.get() || given.get());
        var thread = new Thread(() -> write(source, number), "zk4j-snapshot");
        writing.set(thread);
        thread.start();
    }

    /** Abandons the one that is being written, if any, and returns when nothing is written any more; after the core. */
    public void stop() throws InterruptedException {
        stopping.set(true);
        var thread = writing.get();
        if (thread != null) {
            thread.join();
        }
    }

    /** Gives up the one that is being written, if any: nothing that is changed from now on may get into it. */
    void giveUp() {
        abandoned.set(true);
    }

    /** The same, and returns when nobody looks at the tree any more, which is about to be replaced. */
    void abandon() throws InterruptedException {
        giveUp();
        var thread = writing.get();
        if (thread != null) {
            thread.join();
        }
        underWay = false;
    }

    /** Writes one on the calling thread, while nothing is served yet. */
    public void writeNow(CoreState state) throws IOException {
        var source = new TreeSnapshot(
                state,
                new CoreState.Access() {
                    @Override
                    public <T> CompletableFuture<T> ask(Function<CoreState, T> question) {
                        return CompletableFuture.completedFuture(question.apply(state));
                    }
                },
                stopping::get);
        writeMeasured(source);
    }

    /** One has ended, which may be one that had been given up. */
    void ended(long number) {
        if (number == begun) {
            underWay = false;
        }
    }

    private void write(SnapshotSource source, long number) {
        try {
            long millis = writeMeasured(source);
            LOG.info("Wrote snapshot 0x{} in {} ms", Long.toHexString(source.zxid()), millis);
        } catch (CancellationException e) {
            LOG.info("Snapshot 0x{} is abandoned: {}", Long.toHexString(source.zxid()), e.getMessage());
        } catch (IOException | RuntimeException e) {
            metrics.count(Counted.SNAPSHOTS_FAILED);
            LOG.warn("Could not write snapshot 0x{}; the log still has everything", Long.toHexString(source.zxid()), e);
        } finally {
            inbox.put(new Input.SnapshotEnded(number));
        }
    }

    private long writeMeasured(SnapshotSource source) throws IOException {
        long begunMillis = clock.millis();
        writer.write(source);
        long millis = clock.millis() - begunMillis;
        metrics.measure(Measured.SNAPSHOT_MILLIS, millis);
        return millis;
    }

    /** Brings a snapshot to the disk. */
    @FunctionalInterface
    public interface Writer {
        void write(SnapshotSource source) throws IOException;
    }
}
