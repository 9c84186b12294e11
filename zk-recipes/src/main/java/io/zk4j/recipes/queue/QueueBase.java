/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.queue;

import io.zk4j.framework.CreateSpec.Parents;
import io.zk4j.framework.Pending;
import io.zk4j.framework.Stages;
import io.zk4j.framework.ZkFramework;
import io.zk4j.protocol.Bytes;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What queues have in common: a handle puts items in and, if it has a consumer, takes them out, from the moment that it is opened until
 * it is closed, through any number of sessions.
 *
 * <p>Thread-safe. A put completes when the item is in the queue; its failure with {@link io.zk4j.client.OutcomeUnknownException} or
 * {@link io.zk4j.client.SessionExpiredException} says that this is not known. Who awaits each put before the next has them in his order.
 *
 * @param <T> what is in the queue
 */
public abstract sealed class QueueBase<T> implements AutoCloseable
        permits DistributedQueue, DistributedIdQueue, DistributedPriorityQueue, DistributedDelayQueue {
    private final ZkFramework zk;
    private final QueueSerializer<T> serializer;
    private final Items items;
    private final Optional<Locks> locks;
    private final Optional<Room> room;
    private final Optional<Consuming> consuming;
    /** What was begun and has no outcome yet; of the turn. */
    private final Set<Pending<?>> puts = new LinkedHashSet<>();

    QueueBase(QueueBuilder<T> settings, Naming naming) {
        this.zk = settings.zk();
        this.serializer = settings.serializer();
        this.items = new Items(zk, settings.path(), naming);
        this.locks = settings.lockPath().map(path -> new Locks(items, path, Parents.CONTAINERS));
        this.room = settings.itemsMax().map(max -> new Room(zk, settings.path(), max));
        this.consuming = settings.delivery()
                .map(delivery -> new Consuming(zk, settings.path(), this::claim, delivery, settings.errorHandler()));
        consuming.ifPresent(loop -> zk.engine().turn().execute(loop::next));
    }

    private Pending<Optional<Claim>> claim() {
        return locks.isPresent() ? Locking.begin(items, locks.get(), null) : Taking.begin(items, null);
    }

    final Items items() {
        return items;
    }

    final Optional<Locks> locks() {
        return locks;
    }

    /** Puts items into one znode, however long it takes until there is room. */
    final Pending<Void> put(String name, List<T> some) {
        return put(name, some, null, QueueBase::nothing);
    }

    /**
     * Puts items into one znode.
     *
     * @return whether they are in the queue; false if there was no room in time
     */
    final Pending<Boolean> put(String name, List<T> some, Duration patience) {
        return put(name, some, patience, done -> done);
    }

    @SuppressWarnings("NullAway") // nothing is what a Void is
    private static Void nothing(boolean done) {
        return null;
    }

    private <R> Pending<R> put(String name, List<T> some, @Nullable Duration patience, Function<Boolean, R> result) {
        Bytes data = ItemFormat.frame(some.stream().map(serializer::serialize).toList());
        Pending<R> put = zk.engine().pending();
        zk.engine().turn().execute(() -> {
            puts.add(put);
            CompletionStage<R> end = put;
            end.whenComplete((done, failure) -> zk.engine().turn().execute(() -> puts.remove(put)));
            if (room.isEmpty()) {
                settle(put, result, items.put(name, data));
            } else {
                putIntoRoom(room.get(), put, patience, result, () -> items.put(name, data));
            }
        });
        return put;
    }

    private static <R> void putIntoRoom(
            Room room,
            Pending<R> put,
            @Nullable Duration patience,
            Function<Boolean, R> result,
            Supplier<CompletionStage<String>> create) {
        Pending<Boolean> entering = room.enter(patience);
        put.onCancel(() -> entering.cancel(false));
        entering.onOutcome((entered, failure) -> {
            if (entered == null) {
                put.fail(failure == null ? new CancellationException() : failure);
            } else if (!entered) {
                put.deliver(result.apply(false));
            } else if (put.isCancelled()) {
                room.leave();
            } else {
                settle(put, result, create.get().whenComplete((done, failed) -> room.leave()));
            }
        });
    }

    private static <R> void settle(Pending<R> put, Function<Boolean, R> result, CompletionStage<String> created) {
        created.whenComplete((name, failure) -> {
            if (failure == null) {
                put.deliver(result.apply(true));
            } else {
                put.fail(failure);
            }
        });
    }

    /** Completes when all puts that were begun have their outcome, whatever it is. */
    public Pending<Void> flushPuts() {
        return zk.engine().take(this::putsOver);
    }

    private CompletionStage<Void> putsOver() {
        return CompletableFuture.allOf(
                puts.stream().map(put -> put.handle((done, failure) -> true)).toArray(CompletableFuture[]::new));
    }

    /** How many znodes are in the queue, those included that stand for a moment for what was just taken. */
    public Pending<Integer> size() {
        return zk.engine().take(items::count);
    }

    /** Takes nothing more out. Completes when all puts have their outcome, and what is in the consumer's hands is consumed. Never fails. */
    public Pending<Void> closeAsync() {
        return zk.engine()
                .take(() -> consuming.map(Consuming::stop).orElse(Stages.done()).thenCompose(stopped -> putsOver()));
    }

    /** Takes nothing more out, without waiting for the end of what is under way. */
    @Override
    public void close() {
        var unused = closeAsync();
    }
}
