/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server;

import io.zk4j.server.storage.DataDirectory;
import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes snapshots and logs that are not needed any more: at the start and then every so many hours, if at all. */
final class Housekeeping {
    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);

    private final DataDirectory directory;
    private final int snapshotsKept;
    private final ScheduledExecutorService timer;

    private Housekeeping(DataDirectory directory, int snapshotsKept) {
        this.directory = directory;
        this.snapshotsKept = snapshotsKept;
        this.timer = Executors.newSingleThreadScheduledExecutor(task -> {
            var thread = new Thread(task, "zk4j-housekeeping");
            thread.setDaemon(true);
            return thread;
        });
    }

    static Housekeeping start(DataDirectory directory, ServerConfig config) {
        var housekeeping = new Housekeeping(directory, config.purgeRetainCount());
        int hours = config.purgeIntervalHours();
        if (hours > 0) {
            var unused = housekeeping.timer.scheduleAtFixedRate(housekeeping::purge, 0, hours, TimeUnit.HOURS);
        }
        return housekeeping;
    }

    void stop() {
        timer.shutdownNow();
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
