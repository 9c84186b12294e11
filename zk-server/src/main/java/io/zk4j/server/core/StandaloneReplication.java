/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.core;

import io.zk4j.server.quorum.broadcast.ZabInput;
import io.zk4j.server.txn.TxnRecord;
import java.util.ArrayList;
import java.util.List;

/** A server on its own: what its own disk holds is decided. */
public final class StandaloneReplication implements Replication {
    private final LogThread log;
    private final Proposals proposals;
    private final WriteRoute route;
    private List<TxnRecord> batch = new ArrayList<>();

    private StandaloneReplication(LogThread log, CoreParts core) {
        this.log = log;
        this.proposals = core.proposals();
        this.route = core.direct();
    }

    /** Of a server whose log is written by {@code log}. */
    public static Kind over(LogThread log) {
        return core -> new StandaloneReplication(log, core);
    }

    @Override
    public void start() {
        // There is nobody to agree with.
    }

    @Override
    public boolean isServing() {
        return true;
    }

    @Override
    public boolean isLeading() {
        return true;
    }

    @Override
    public WriteRoute route() {
        return route;
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
        proposals.decidedUpTo(zxid);
    }

    @Override
    public void onTick(long nowMillis) {
        // Nothing here is due at a time.
    }

    @Override
    public void onPeers(ZabInput input) {
        throw new IllegalStateException("a server on its own was told of " + input);
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
