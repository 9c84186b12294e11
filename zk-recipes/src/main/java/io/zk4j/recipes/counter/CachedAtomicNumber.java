/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.counter;

import io.zk4j.framework.Pending;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Numbers that nobody else gets, taken from a shared one in chunks so that most of them cost no call.
 *
 * <p>Thread-safe. One handle gives growing numbers in the order of the calls (until they wrap around); those of several handles mix. What is left of a chunk
 * when the program ends, or when the reply to the call for it is lost, is never given to anybody.
 */
public abstract sealed class CachedAtomicNumber<N extends Number> permits CachedAtomicLong, CachedAtomicInteger {
    private final DistributedAtomicNumber<N> number;
    private final int cacheFactor;
    /** What the last call has brought and {@link #used} numbers of which are given away. Owned by the turn, as what follows. */
    private @Nullable AtomicValue<N> chunk;

    private int used;
    private boolean fetching;
    /** Calls without an answer, in their order: as many as the application makes. */
    private final Queue<CompletableFuture<AtomicValue<N>>> waiting = new ArrayDeque<>();

    CachedAtomicNumber(DistributedAtomicNumber<N> number, int cacheFactor) {
        if (cacheFactor < 1) {
            throw new IllegalArgumentException("a chunk of " + cacheFactor + " numbers; it must have at least one");
        }
        this.number = number;
        this.cacheFactor = cacheFactor;
    }

    /**
     * The next number: {@link AtomicValue#preValue} is whose nobody else is.
     *
     * @return what did not succeed if others came in between too often while a chunk was asked for; fails as a change of the number does
     */
    public final Pending<AtomicValue<N>> next() {
        return number.zk().engine().take(this::take);
    }

    private CompletionStage<AtomicValue<N>> take() {
        var place = new CompletableFuture<AtomicValue<N>>();
        waiting.add(place);
        serve();
        return place;
    }

    private void serve() {
        while (chunk != null && !waiting.isEmpty()) {
            waiting.remove().complete(give(chunk));
        }
        if (!waiting.isEmpty() && !fetching) {
            fetching = true;
            number.add(number.of(cacheFactor)).onOutcome(this::fetched);
        }
    }

    private AtomicValue<N> give(AtomicValue<N> from) {
        N before = number.sum(from.preValue(), number.of(used));
        if (++used == cacheFactor) {
            chunk = null;
        }
        N after = number.sum(before, number.of(1));
        return new AtomicValue<>(true, before, after, from.optimisticTries(), from.promotedLockTries());
    }

    private void fetched(@Nullable AtomicValue<N> value, @Nullable Throwable failure) {
        fetching = false;
        if (value != null && value.succeeded()) {
            chunk = value;
            used = 0;
            serve();
            return;
        }
        for (var place = waiting.poll(); place != null; place = waiting.poll()) {
            if (value != null) {
                place.complete(value);
            } else if (failure != null) {
                place.completeExceptionally(failure);
            }
        }
    }
}
