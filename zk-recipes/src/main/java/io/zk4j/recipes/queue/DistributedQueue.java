/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.queue;

import io.zk4j.framework.Pending;
import java.time.Duration;
import java.util.List;

/**
 * A queue, first in, first out: znodes {@code <path>/queue-<number>}, as with Curator's class of this name.
 *
 * <p>Thread-safe. Opened by {@link QueueBuilder#openQueue}.
 *
 * @param <T> what is in the queue
 */
public final class DistributedQueue<T> extends QueueBase<T> {
    DistributedQueue(QueueBuilder<T> settings) {
        super(settings, new Naming.Fifo(Naming.PREFIX));
    }

    /** Puts an item at the end; waits as long as the queue is full. */
    public Pending<Void> put(T item) {
        return putMulti(List.of(item));
    }

    /** Puts an item at the end; false if the queue was full for so long. */
    public Pending<Boolean> put(T item, Duration patience) {
        return putMulti(List.of(item), patience);
    }

    /** Puts items at the end, in one znode, so that they are consumed one after the other by the same consumer. */
    public Pending<Void> putMulti(List<T> some) {
        return put(Naming.PREFIX, some);
    }

    /** Puts items at the end, in one znode; false if the queue was full for so long. */
    public Pending<Boolean> putMulti(List<T> some, Duration patience) {
        return put(Naming.PREFIX, some, patience);
    }
}
