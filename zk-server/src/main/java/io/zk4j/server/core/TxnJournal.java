/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.core;

import io.zk4j.server.storage.SnapshotSchedule;
import io.zk4j.server.storage.TxnLog;
import io.zk4j.server.txn.TxnRecord;
import java.io.IOException;
import java.util.List;

/** The log on the disk, together with the count that says when the next snapshot is due. Owned by the log thread. */
public final class TxnJournal implements Journal {
    private final TxnLog log;
    private final SnapshotSchedule schedule;
    private boolean snapshotDue;

    public TxnJournal(TxnLog log, SnapshotSchedule schedule) {
        this.log = log;
        this.schedule = schedule;
    }

    @Override
    public void append(List<TxnRecord> records) throws IOException {
        long bytes = log.append(records);
        snapshotDue |= schedule.logged(records.size(), bytes);
    }

    @Override
    public void sync() throws IOException {
        log.sync();
    }

    @Override
    public boolean isSnapshotDue() {
        return snapshotDue;
    }

    @Override
    public void roll() throws IOException {
        log.roll();
        snapshotDue = false;
    }
}
