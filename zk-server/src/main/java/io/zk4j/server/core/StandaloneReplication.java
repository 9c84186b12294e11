/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.core;

import io.zk4j.server.txn.TxnRecord;
import java.util.ArrayList;
import java.util.List;

/** A server on its own: what its own disk holds is decided. */
public final class StandaloneReplication implements Replication {
    private final LogThread log;
    private final Decided decided;
    private List<TxnRecord> batch = new ArrayList<>();

    public StandaloneReplication(LogThread log, Decided decided) {
        this.log = log;
        this.decided = decided;
    }

    @Override
    public boolean isServing() {
        return true;
    }

    @Override
    public void propose(TxnRecord record) {
        batch.add(record);
    }

    @Override
    public void endOfBatch() {
        if (!batch.isEmpty()) {
            log.append(batch);
            batch = new ArrayList<>();
        }
    }

    @Override
    public void onLogSynced(long zxid) {
        decided.decidedUpTo(zxid);
    }
}
