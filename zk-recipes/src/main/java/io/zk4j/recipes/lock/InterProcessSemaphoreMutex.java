/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.lock;

import io.zk4j.framework.Pending;
import io.zk4j.framework.ZkFramework;
import io.zk4j.recipes.primitive.Lease;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A lock that is not reentrant: a semaphore with one lease, as Curator's class of this name. */
public final class InterProcessSemaphoreMutex implements InterProcessLock {
    private final InterProcessSemaphore semaphore;

    /** A handle on the lock at this path. */
    public InterProcessSemaphoreMutex(ZkFramework zk, String path) {
        this.semaphore = new InterProcessSemaphore(zk, path, 1);
    }

    @Override
    public Pending<Lease> acquire(@Nullable Duration patience) {
        return semaphore.acquire(patience);
    }
}
