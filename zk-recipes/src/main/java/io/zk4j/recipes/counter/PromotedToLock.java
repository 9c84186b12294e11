/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.counter;

import io.zk4j.protocol.Paths;
import java.time.Duration;

/**
 * What to do when a number is fought over: after some lost tries, queue for a lock, and try under it.
 *
 * @param lockPath where to queue, as an {@code InterProcessMutex} would
 * @param patience longest time to queue; if it runs out, the change is not made
 * @param triesMax how often to try under the lock: others may change the number without it
 */
public record PromotedToLock(String lockPath, Duration patience, int triesMax) {
    public PromotedToLock {
        Paths.validate(lockPath);
    }

    /** With the usual number of tries. */
    public PromotedToLock(String lockPath, Duration patience) {
        this(lockPath, patience, 10);
    }
}
