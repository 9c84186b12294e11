/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.queue;

import java.time.Duration;

/**
 * When a {@link QueueSharder} adds a queue.
 *
 * @param newQueueThreshold how many znodes make a queue too long to put more into it while there are shorter ones
 * @param thresholdCheck how often to look how long the queues are, and whether others have added some
 * @param maxQueues how many queues there are at most; of those that others add at the same moment, some may come on top
 */
public record QueueSharderPolicies(int newQueueThreshold, Duration thresholdCheck, int maxQueues) {
    /** What Curator does if nothing is said: 10,000 items, every 30 seconds, 10 queues. */
    public static final QueueSharderPolicies USUAL = new QueueSharderPolicies(10_000, Duration.ofSeconds(30), 10);

    /** Refuses what cannot work. */
    public QueueSharderPolicies {
        if (newQueueThreshold < 1 || maxQueues < 1 || thresholdCheck.isZero() || thresholdCheck.isNegative()) {
            throw new IllegalArgumentException("newQueueThreshold " + newQueueThreshold + ", thresholdCheck "
                    + thresholdCheck + " and maxQueues " + maxQueues + " must all be positive");
        }
    }
}
