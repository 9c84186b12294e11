/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.primitive;

import io.zk4j.client.Op;
import io.zk4j.client.OpResult;
import io.zk4j.framework.Deadline;
import io.zk4j.framework.Pending;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;

/**
 * Proof of holding something that only one, or a certain number, can hold at a time. It belongs to whoever has this object, on whatever
 * thread.
 *
 * <p>Thread-safe. While the connection is suspended the lease holds until {@link #validUntil}, provably; if the connection is not back
 * by then, or the session is lost, or somebody deletes the znode, it is lost, and what is asked for behind it is never granted again
 * under this lease.
 */
public interface Lease extends AutoCloseable {
    /** Whether it is held at this moment, provably. */
    boolean isHeld();

    /** Until then it is held whatever the network does, as far as is known now. Moves on while the servers answer; passed once lost. */
    Deadline validUntil();

    /**
     * Completes if the lease is lost before it is closed, at the latest at {@link #validUntil}. On the executor for callbacks. That somebody
     * deletes the znode is told as soon as the servers tell it; what happens in the first 20 ms after the grant, perhaps only at their end,
     * as most leases are given back by then and need not be watched.
     */
    CompletionStage<Void> lost();

    /** Grows with every grant, so that what is guarded can refuse earlier holders. */
    long fencingToken();

    /** The path of the znode that stands for it. */
    String path();

    /**
     * Carries out a transaction if the lease is still there, in the eyes of the servers: not by this program's clock, but in the same
     * transaction.
     *
     * @return the results; fails with {@link LeaseLostException} if it is not, nothing having been carried out, otherwise as any
     *     transaction
     */
    Pending<List<OpResult>> guarded(List<Op> transaction);

    /**
     * Does some work on the calling thread, and interrupts it if the lease is lost meanwhile. The lease stays open.
     *
     * @return what the work returns
     * @throws LeaseLostException if the lease was lost before the work was done, whatever became of it
     * @throws Exception what the work throws
     */
    default <T> T run(Callable<T> work) throws Exception {
        return InterruptedByLoss.run(this, work);
    }

    /**
     * Gives it back.
     *
     * @return completes when the servers have confirmed it, or nothing is left to give back. Never fails
     */
    Pending<Void> release();

    /** Gives it back without waiting for the confirmation. Closing twice is harmless. */
    @Override
    default void close() {
        var unused = release();
    }
}
