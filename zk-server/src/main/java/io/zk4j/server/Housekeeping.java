/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server;

import io.zk4j.server.core.WriteGate;
import io.zk4j.server.storage.DataDirectory;
import io.zk4j.server.storage.DiskSpace;
import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after the disk: turns writes away before it is full, and removes snapshots and logs that are not needed any more, at
 * the start and then every so many hours, if at all.
 */
final class Housekeeping {
    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);

    private static final long DISK_CHECK_MILLIS = 1_000;
    /** So many looks at the disk are taken while the log grows by as much as the floor, however fast it grows. */
    private static final long LOOKS_PER_FLOOR = 16;

    private static final long STOP_SECONDS_MAX = 5;

    private final DataDirectory directory;
    private final DiskSpace space;
    private final WriteGate gate;
    private final int snapshotsKept;
    private final long bytesBetweenLooks;
    private final ScheduledExecutorService timer;
    private long bytesSinceLook; // log thread

    private Housekeeping(DataDirectory directory, DiskSpace space, WriteGate gate, int snapshotsKept, long floorBytes) {
        this.directory = directory;
        this.space = space;
        this.gate = gate;
        this.snapshotsKept = snapshotsKept;
        this.bytesBetweenLooks = floorBytes > 0 ? Math.max(1, floorBytes / LOOKS_PER_FLOOR) : Long.MAX_VALUE;
        this.timer = Executors.newSingleThreadScheduledExecutor(task -> {
            var thread = new Thread(task, "zk4j-housekeeping");
            thread.setDaemon(true);
            return thread;
        });
    }

    static Housekeeping start(DataDirectory directory, ServerConfig config, WriteGate gate) {
        var space = directory.diskSpace(config.freeSpaceFloorBytes());
        var housekeeping =
                new Housekeeping(directory, space, gate, config.purgeRetainCount(), config.freeSpaceFloorBytes());
        if (config.freeSpaceFloorBytes() > 0) {
            housekeeping.checkDisk();
            var unused = housekeeping.timer.scheduleWithFixedDelay(
                    housekeeping::checkDisk, DISK_CHECK_MILLIS, DISK_CHECK_MILLIS, TimeUnit.MILLISECONDS);
        }
        int hours = config.purgeIntervalHours();
        if (hours > 0) {
            var unused = housekeeping.timer.scheduleAtFixedRate(housekeeping::purge, 0, hours, TimeUnit.HOURS);
        }
        return housekeeping;
    }

    /**
     * Looks at the disk when the log has grown a good deal since the last time: the clients can fill a disk faster than the
     * timer looks. Log thread.
     */
    void logGrew(long bytes) {
        bytesSinceLook += bytes;
        if (bytesSinceLook >= bytesBetweenLooks) {
            bytesSinceLook = 0;
            checkDisk();
        }
    }

    /** Returns when nothing is removed any more. */
    void stop() throws InterruptedException {
        timer.shutdown();
        if (!timer.awaitTermination(STOP_SECONDS_MAX, TimeUnit.SECONDS)) {
            timer.shutdownNow();
        }
    }

    /** One at a time, so that an older finding never replaces a newer one. */
    private synchronized void checkDisk() {
        try {
            var shortage = space.shortage();
            if (!gate.update(shortage)) {
                return;
            }
            if (shortage != null) {
                LOG.error("Writes are turned away with SystemError from now on: {}. Make room on that disk", shortage);
            } else {
                LOG.info("There is room on the disk again; writes are accepted");
            }
        } catch (IOException | RuntimeException e) {
            LOG.warn("Could not find out how much room is left on the disk", e);
        }
    }

    private void purge() {
        try {
            var removed = directory.purge(snapshotsKept);
            LOG.info("Purged {} files, keeping the {} newest snapshots usable", removed.size(), snapshotsKept);
        } catch (IOException | RuntimeException e) {
            LOG.warn("Could not purge old snapshots and logs; the next attempt comes in its turn", e);
        }
    }
}
