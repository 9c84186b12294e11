/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.lock;

import io.zk4j.framework.Pending;
import io.zk4j.recipes.primitive.Lease;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Something that can be acquired, one way or another. Thread-safe; acquired in the order of the requests. */
public interface InterProcessLock {
    /**
     * Queues for it.
     *
     * @param patience longest time to queue, on this program's monotonic clock; zero asks once without waiting for others; null waits
     *     without end
     * @return the lease. Cancelling it, or interrupting who awaits it, leaves the queue and no znode. Fails with
     *     {@link io.zk4j.recipes.primitive.PatienceExhaustedException}, or with {@link io.zk4j.client.SessionExpiredException} if the session
     *     ends first
     */
    Pending<Lease> acquire(@Nullable Duration patience);

    /** Queues without end. */
    default Pending<Lease> acquire() {
        return acquire(null);
    }

    /**
     * Acquires it, does some work on the calling thread, and gives it back. The work is interrupted if the lease is lost.
     *
     * @return what the work returns
     * @throws io.zk4j.recipes.primitive.LeaseLostException if the lease was lost before the work was done
     * @throws Exception what the work throws; InterruptedException if interrupted while queueing
     */
    default <T> T run(Callable<T> work) throws Exception {
        try (Lease lease = acquire().await()) {
            return lease.run(work);
        }
    }
}
