/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.queue;

import io.zk4j.framework.Pending;
import java.time.Duration;
import java.util.List;

/**
 * A queue out of which the smallest number comes first, and of the same number what was put first: znodes
 * {@code <path>/queue-<0 or 1><priority in hex><number>}, as with Curator's class of this name.
 *
 * <p>Thread-safe. Opened by {@link QueueBuilder#openPriorityQueue}.
 *
 * @param <T> what is in the queue
 */
public final class DistributedPriorityQueue<T> extends QueueBase<T> {
    DistributedPriorityQueue(QueueBuilder<T> settings, int minItemsBeforeRefresh) {
        super(settings, new Naming.ByPriority(minItemsBeforeRefresh));
    }

    /** Puts an item behind those of its priority; waits as long as the queue is full. */
    public Pending<Void> put(T item, int priority) {
        return putMulti(List.of(item), priority);
    }

    /** Puts an item behind those of its priority; false if the queue was full for so long. */
    public Pending<Boolean> put(T item, int priority, Duration patience) {
        return putMulti(List.of(item), priority, patience);
    }

    /** Puts items behind those of their priority, in one znode. */
    public Pending<Void> putMulti(List<T> some, int priority) {
        return put(Naming.ByPriority.nameOf(priority), some);
    }

    /** Puts items behind those of their priority, in one znode; false if the queue was full for so long. */
    public Pending<Boolean> putMulti(List<T> some, int priority, Duration patience) {
        return put(Naming.ByPriority.nameOf(priority), some, patience);
    }
}
