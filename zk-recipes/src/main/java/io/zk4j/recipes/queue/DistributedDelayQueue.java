/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.queue;

import io.zk4j.framework.Pending;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A queue out of which items come at their time, not before, the earliest first: znodes
 * {@code <path>/queue-|<milliseconds since 1970 in hex>|<number>}, as with Curator's class of this name.
 *
 * <p>Thread-safe. Opened by {@link QueueBuilder#openDelayQueue}. It is the consumer's clock that says whether it is time.
 *
 * @param <T> what is in the queue
 */
public final class DistributedDelayQueue<T> extends QueueBase<T> {
    DistributedDelayQueue(QueueBuilder<T> settings) {
        super(settings, new Naming.ByTime(settings.clock()));
    }

    /** Puts an item that comes out at that time; waits as long as the queue is full. */
    public Pending<Void> put(T item, Instant notBefore) {
        return putMulti(List.of(item), notBefore);
    }

    /** Puts an item that comes out at that time; false if the queue was full for so long. */
    public Pending<Boolean> put(T item, Instant notBefore, Duration patience) {
        return putMulti(List.of(item), notBefore, patience);
    }

    /** Puts items that come out at that time, in one znode. */
    public Pending<Void> putMulti(List<T> some, Instant notBefore) {
        return put(Naming.ByTime.nameOf(notBefore.toEpochMilli()), some);
    }

    /** Puts items that come out at that time, in one znode; false if the queue was full for so long. */
    public Pending<Boolean> putMulti(List<T> some, Instant notBefore, Duration patience) {
        return put(Naming.ByTime.nameOf(notBefore.toEpochMilli()), some, patience);
    }
}
