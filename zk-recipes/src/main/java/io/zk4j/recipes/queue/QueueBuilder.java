/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.queue;

import io.zk4j.framework.Stages;
import io.zk4j.framework.ZkFramework;
import io.zk4j.protocol.Paths;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a queue's handle is to be like. Not thread-safe; what was opened does not change with it.
 *
 * @param <T> what is in the queue
 */
public final class QueueBuilder<T> {
    private static final Logger LOG = LoggerFactory.getLogger(QueueBuilder.class);

    private final ZkFramework zk;
    private final String path;
    private final QueueSerializer<T> serializer;
    private Consuming.@Nullable Delivery delivery;
    private @Nullable String lockPath;
    private @Nullable Integer itemsMax;
    private ErrorHandler errorHandler;
    private Clock clock = Clock.systemUTC();

    private QueueBuilder(ZkFramework zk, String path, QueueSerializer<T> serializer) {
        this.zk = zk;
        this.path = Paths.validate(path);
        this.serializer = serializer;
        this.errorHandler = logging(ErrorMode.REQUEUE);
    }

    /** A handle on the queue at this path that only puts, unless it gets a consumer. */
    public static <T> QueueBuilder<T> of(ZkFramework zk, String path, QueueSerializer<T> serializer) {
        return new QueueBuilder<>(zk, path, serializer);
    }

    /** Who consumes what comes out, one item at a time. */
    public QueueBuilder<T> consumer(QueueConsumer<? super T> consumer) {
        this.delivery = item -> {
            consumer.consumeMessage(serializer.deserialize(item));
            return Stages.done();
        };
        return this;
    }

    /** Who consumes what comes out, one item at a time: the next one comes when the stage of the one before is complete. */
    public QueueBuilder<T> asyncConsumer(Function<? super T, ? extends CompletionStage<?>> consumer) {
        this.delivery = item -> consumer.apply(serializer.deserialize(item));
        return this;
    }

    /**
     * Claims items by ephemeral znodes at this path, and deletes them after they were consumed, instead of before. An item is consumed at
     * least once then, and again if the session of who consumes it ends. All who consume must have the same lock path.
     */
    public QueueBuilder<T> lockPath(String path) {
        this.lockPath = Paths.validate(path);
        return this;
    }

    /**
     * How many znodes may be in the queue: whoever puts more waits. What several handles put at the same moment may exceed it.
     *
     * @throws IllegalArgumentException if there is no room for anything
     */
    public QueueBuilder<T> maxItems(int max) {
        if (max < 1) {
            throw new IllegalArgumentException("a queue of at most " + max + " items can hold nothing");
        }
        this.itemsMax = max;
        return this;
    }

    /** What becomes of what cannot be consumed, whatever it is, and logs it; {@link ErrorMode#REQUEUE} unless something is said. */
    public QueueBuilder<T> errorMode(ErrorMode mode) {
        return errorHandler(logging(mode));
    }

    private ErrorHandler logging(ErrorMode mode) {
        return (item, cause) -> {
            LOG.warn("{}: {} could not be consumed: {}", path, item, mode, cause);
            return mode;
        };
    }

    /** Decides what becomes of what cannot be consumed, and logs it if it should be logged. */
    public QueueBuilder<T> errorHandler(ErrorHandler handler) {
        this.errorHandler = handler;
        return this;
    }

    /** The clock that says whether it is time, of a delay queue; the system's unless something is said. */
    public QueueBuilder<T> clock(Clock clock) {
        this.clock = clock;
        return this;
    }

    /** First in, first out. */
    public DistributedQueue<T> openQueue() {
        return new DistributedQueue<>(this);
    }

    /** First in, first out, with ids by which items can be removed. */
    public DistributedIdQueue<T> openIdQueue() {
        return new DistributedIdQueue<>(this);
    }

    /**
     * The smallest number first.
     *
     * @param minItemsBeforeRefresh how many items to consume before looking whether others have come that go first; zero looks each time,
     *     which lists the whole queue
     */
    public DistributedPriorityQueue<T> openPriorityQueue(int minItemsBeforeRefresh) {
        return new DistributedPriorityQueue<>(this, minItemsBeforeRefresh);
    }

    /** Each item at its time. */
    public DistributedDelayQueue<T> openDelayQueue() {
        return new DistributedDelayQueue<>(this);
    }

    ZkFramework zk() {
        return zk;
    }

    String path() {
        return path;
    }

    QueueSerializer<T> serializer() {
        return serializer;
    }

    Optional<Consuming.Delivery> delivery() {
        return Optional.ofNullable(delivery);
    }

    Optional<String> lockPath() {
        return Optional.ofNullable(lockPath);
    }

    Optional<Integer> itemsMax() {
        return Optional.ofNullable(itemsMax);
    }

    ErrorHandler errorHandler() {
        return errorHandler;
    }

    Clock clock() {
        return clock;
    }
}
