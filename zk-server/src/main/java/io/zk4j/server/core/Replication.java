/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.core;

import io.zk4j.server.txn.TxnRecord;

/**
 * Where a prepared transaction goes, and what makes it count as decided.
 *
 * <p>The core proposes in the order of the zxids; later {@link Decided#decidedUpTo} tells it, in the same order, what it
 * may apply and answer. A server on its own needs its own disk for that, a member of an ensemble a majority's. Called on
 * the core thread only.
 */
public interface Replication {
    /** Whether clients are served: whether proposals can be decided at all. */
    boolean isServing();

    void propose(TxnRecord record);

    /** The core has worked through a batch of inputs; everything proposed in it can go to the disk together. */
    void endOfBatch();

    /** This server's log holds everything up to {@code zxid}. */
    void onLogSynced(long zxid);

    /** Told what is decided. */
    @FunctionalInterface
    interface Decided {
        void decidedUpTo(long zxid);
    }
}
