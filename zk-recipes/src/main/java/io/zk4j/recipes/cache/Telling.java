/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.cache;

import io.zk4j.framework.Turn;
import io.zk4j.recipes.primitive.WatchedView.Change;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one listener still has to hear. Belongs to the turn; the listener is called on its executor, with one batch at a time, and what
 * comes meanwhile waits here. When more waits than the bound, changes of one znode become one: then there are at most as many as the
 * cache has and had znodes.
 */
final class Telling {
    private static final Logger LOG = LoggerFactory.getLogger(Telling.class);

    /** How the cache stands. */
    enum State {
        SNAPSHOT,
        STALE,
        FRESH,
        ENDED
    }

    /** Something to tell: a change or a state. */
    private record Item(@Nullable Change change, @Nullable State state, Consumer<CacheListener> call) {}

    private final CacheListener listener;
    private final Turn turn;
    private final Executor executor;
    private final int lagMax;
    /** Written by whoever ends it, on any thread. */
    private final AtomicBoolean ended = new AtomicBoolean();

    private List<Item> waiting = new ArrayList<>();
    private int foldAt;
    private boolean busy;

    Telling(CacheListener listener, Turn turn, Executor executor, int lagMax) {
        this.listener = listener;
        this.turn = turn;
        this.executor = executor;
        this.lagMax = lagMax;
        this.foldAt = lagMax;
    }

    void change(Change change) {
        add(new Item(change, null, to -> to.onChange(change)));
    }

    void state(State state, Consumer<CacheListener> call) {
        add(new Item(null, state, call));
    }

    /** Tells nothing more, except a call that is under way. On any thread. */
    void end() {
        ended.set(true);
    }

    private void add(Item item) {
        if (ended.get()) {
            return;
        }
        waiting.add(item);
        if (waiting.size() > foldAt) {
            waiting = fold(waiting);
            foldAt = Math.max(lagMax, 2 * waiting.size()); // so that folding costs each change a constant effort
        }
        tellMore();
    }

    /**
     * One change for each znode, in the order of the last ones. If the cache was stale in between, they are told as what has happened
     * meanwhile, as their order means nothing then.
     */
    private static List<Item> fold(List<Item> items) {
        var byPath = new LinkedHashMap<String, Change>();
        var states = new EnumMap<State, Item>(State.class);
        Item last = null;
        for (Item item : items) {
            Change next = item.change();
            if (next == null) {
                states.put(Objects.requireNonNull(item.state()), item);
                last = item;
                continue;
            }
            Change earlier = byPath.remove(next.path());
            Change both = earlier == null ? next : new Change(earlier.before(), next.after());
            if (both.before().isPresent() || both.after().isPresent()) {
                byPath.put(next.path(), both);
            }
        }
        var folded = new ArrayList<Item>();
        Stream.of(State.SNAPSHOT, State.STALE)
                .filter(states::containsKey)
                .forEach(state -> folded.add(states.get(state)));
        byPath.values().forEach(change -> folded.add(new Item(change, null, to -> to.onChange(change))));
        if (last != null && !folded.contains(last)) {
            folded.add(last);
        }
        return folded;
    }

    private void tellMore() {
        if (busy || waiting.isEmpty()) {
            return;
        }
        busy = true;
        List<Item> batch = waiting;
        waiting = new ArrayList<>();
        foldAt = lagMax;
        executor.execute(() -> {
            batch.forEach(this::tell);
            turn.execute(() -> {
                busy = false;
                tellMore();
            });
        });
    }

    private void tell(Item item) {
        if (ended.get()) {
            return;
        }
        try {
            item.call().accept(listener);
        } catch (Throwable failed) { // an error too, or else the cache would be busy for ever
            LOG.error("a listener of a cache has failed; it is told what comes next all the same", failed);
        }
    }
}
