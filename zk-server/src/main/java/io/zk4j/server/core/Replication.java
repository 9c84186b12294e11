/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.core;

import io.zk4j.server.quorum.broadcast.ZabInput;
import io.zk4j.server.txn.TxnRecord;

/**
 * Where a prepared transaction goes, and what makes it count as decided.
 *
 * <p>A server on its own needs its own disk for that, a member of an ensemble a majority's. Called on the core thread only.
 */
public interface Replication {
    /** The core thread has begun. */
    void start();

    /** Whether clients are served: whether anything that they want can be decided at all. */
    boolean isServing();

    /** Whether this server puts the changes in order and judges which sessions are alive. */
    boolean isLeading();

    /** Where what clients want is decided, as long as they are served. */
    WriteRoute route();

    /** Has a transaction that this server has put in order decided; in the order of the zxids. */
    void propose(TxnRecord record);

    /** The core has worked through a batch of inputs; everything proposed in it can go to the disk together. */
    void endOfBatch();

    /** This server's log holds everything up to {@code zxid}. */
    void onLogSynced(long zxid);

    /** Time has passed on the monotonic clock. */
    void onTick(long nowMillis);

    /** Something came from the other servers. */
    void onPeers(ZabInput input);

    /** The core thread ends. */
    void close();

    /** Makes the replication of a core. */
    @FunctionalInterface
    interface Kind {
        Replication in(CoreParts core);
    }
}
