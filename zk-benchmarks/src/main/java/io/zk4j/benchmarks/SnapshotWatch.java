/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Tells from the outside when a server writes a snapshot: as long as the file has its temporary name. {@link #run} on a thread
 * of its own; the rest from any.
 */
final class SnapshotWatch {
    private static final long BETWEEN_LOOKS_MILLIS = 5;

    private final Path folder;
    private final List<Sample> written = new ArrayList<>();

    /**
     * @param folder where the snapshots are
     */
    SnapshotWatch(Path folder) {
        this.folder = folder;
    }

    /** Looks until told to stop. */
    void run(BooleanSupplier stop) {
        boolean busy = false;
        long begun = 0;
        while (!stop.getAsBoolean()) {
            boolean now = isBeingWritten();
            if (now && !busy) {
                begun = System.nanoTime();
            } else if (!now && busy) {
                add(new Sample(begun, System.nanoTime()));
            }
            busy = now;
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(BETWEEN_LOOKS_MILLIS));
        }
        if (busy) {
            add(new Sample(begun, System.nanoTime()));
        }
    }

    /** The stretches of time in which one was being written, oldest first; without the one that still is. */
    synchronized List<Sample> written() {
        return List.copyOf(written);
    }

    private synchronized void add(Sample stretch) {
        written.add(stretch);
    }

    private boolean isBeingWritten() {
        try (var files = Files.newDirectoryStream(folder, "snapshot.*.tmp")) {
            return files.iterator().hasNext();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
