/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.cache;

import io.zk4j.framework.Deadline;
import io.zk4j.framework.Engine;
import io.zk4j.framework.Pending;
import io.zk4j.framework.Registration;
import io.zk4j.framework.Stages;
import io.zk4j.framework.ZkFramework;
import io.zk4j.protocol.Paths;
import io.zk4j.recipes.cache.Telling.State;
import io.zk4j.recipes.primitive.ViewLimits;
import io.zk4j.recipes.primitive.ViewTooLargeException;
import io.zk4j.recipes.primitive.WatchedView;
import io.zk4j.recipes.primitive.WatchedView.Change;
import io.zk4j.recipes.primitive.WatchedView.Entry;
import io.zk4j.recipes.primitive.WatchedView.Scope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A copy of a znode, its children or its whole subtree, which follows the servers until it is closed.
 *
 * <p>Thread-safe; reading it never asks the servers. While the connection is suspended or lost, it keeps what it has and says
 * {@link #staleSince since when} that may be out of date; afterwards it reads everything anew and tells the difference.
 */
public final class ZkCache implements AutoCloseable {
    /** How many changes wait for a listener before those of one znode become one, unless set. */
    public static final int LAG_MAX = 10_000;

    private final Engine engine;
    private final int lagMax;
    /** Written by the turn, read by everybody. */
    private final ConcurrentSkipListMap<String, Entry> entries = new ConcurrentSkipListMap<>();

    /** Written by the turn, read by everybody. */
    private volatile Optional<Deadline> staleSince;

    private final CompletableFuture<Snapshot> complete = new CompletableFuture<>();
    private final List<Telling> listeners = new ArrayList<>();
    private @Nullable WatchedView view;
    private boolean closed;

    private ZkCache(ZkFramework zk, int lagMax) {
        this.engine = zk.engine();
        this.lagMax = lagMax;
        this.staleSince = Optional.of(engine.turn().deadlineIn(Duration.ZERO));
    }

    /** Begins to follow all of this scope, within the default limits. */
    public static ZkCache open(ZkFramework zk, String path, Scope scope) {
        return builder(zk, path).scope(scope).open();
    }

    /** Starts from the defaults: the whole subtree, within the default limits. */
    public static Builder builder(ZkFramework zk, String path) {
        return new Builder(zk, path);
    }

    // ---- reading, on any thread

    /** Completes with all that is there when the cache is complete for the first time. Fails if it ends before. */
    public Pending<Snapshot> complete() {
        return engine.take(() -> complete.copy());
    }

    /** A znode as far as it is known here; empty if there is none, or it is not followed. */
    public Optional<Entry> get(String path) {
        return Optional.ofNullable(entries.get(path));
    }

    /**
     * What is there, by path: a view that changes with the cache, also while it is walked. For a copy take a {@link #snapshot}: that of a
     * {@link java.util.TreeMap} fails if the size changes meanwhile.
     */
    public SortedMap<String, Entry> entries() {
        return Collections.unmodifiableSortedMap(entries);
    }

    /** How many znodes are there. */
    public int size() {
        return entries.size();
    }

    /** Since when the cache may be out of date; empty while it is up to date as far as the connected server is. */
    public Optional<Deadline> staleSince() {
        return staleSince;
    }

    /** What is there now, and up to which transaction. Waits until the cache is complete for the first time. */
    public Pending<Snapshot> snapshot() {
        return engine.take(() -> complete.thenCompose(first -> view == null
                ? CompletableFuture.failedStage(isClosed())
                : CompletableFuture.completedStage(now(view))));
    }

    private static Snapshot now(WatchedView view) {
        return new Snapshot(view.zxid(), view.entries());
    }

    // ---- listening

    /** Tells a listener what is there and every change after it, on the executor for callbacks. */
    public Registration listen(CacheListener listener) {
        return listen(listener, engine.callbacks());
    }

    /**
     * Tells a listener what is there and every change after it.
     *
     * @param executor runs the listener, which may block as far as it can bear that
     * @return ends it
     */
    public Registration listen(CacheListener listener, Executor executor) {
        var telling = new Telling(listener, engine.turn(), executor, lagMax);
        engine.turn().execute(() -> {
            if (view == null) {
                return;
            }
            listeners.add(telling);
            if (complete.isDone()) {
                Snapshot now = now(view);
                telling.state(State.SNAPSHOT, to -> to.onSnapshot(now));
                if (staleSince.isPresent()) {
                    telling.state(State.STALE, CacheListener::onStale);
                }
            }
        });
        return () -> {
            telling.end();
            engine.turn().execute(() -> listeners.remove(telling));
        };
    }

    // ---- following, on the turn

    private void follow(ZkFramework zk, Builder settings) {
        if (!closed) {
            view = WatchedView.open(
                    zk, settings.path, settings.scope, settings.included, settings.limits, new Following());
        }
    }

    /** What the view tells. */
    private final class Following implements WatchedView.Listener {
        @Override
        public void onChange(Change change) {
            change.after().ifPresentOrElse(now -> entries.put(now.path(), now), () -> entries.remove(change.path()));
            if (complete.isDone()) {
                listeners.forEach(listener -> listener.change(change));
            }
        }

        @Override
        public void onComplete() {
            if (view == null) {
                return;
            }
            staleSince = Optional.empty();
            if (!complete.isDone()) {
                Snapshot first = now(view);
                complete.complete(first);
                tell(State.SNAPSHOT, to -> to.onSnapshot(first));
            } else {
                long zxid = view.zxid();
                tell(State.FRESH, to -> to.onFresh(zxid));
            }
        }

        @Override
        public void onStale() {
            staleSince = view == null ? staleSince : view.staleSince();
            if (complete.isDone()) {
                tell(State.STALE, CacheListener::onStale);
            }
        }

        @Override
        public void onEnd(RuntimeException reason) {
            var all = List.copyOf(listeners);
            end(reason); // before anybody is told, so that nobody who hears of the end takes the cache for fresh
            if (reason instanceof ViewTooLargeException tooLarge) {
                all.forEach(listener -> listener.state(State.ENDED, to -> to.onEnd(tooLarge)));
            }
        }
    }

    private void tell(State state, Consumer<CacheListener> call) {
        listeners.forEach(listener -> listener.state(state, call));
    }

    private void end(RuntimeException reason) {
        staleSince = staleSince.or(() -> Optional.of(engine.turn().deadlineIn(Duration.ZERO)));
        complete.completeExceptionally(reason);
        listeners.clear();
        view = null;
    }

    private static IllegalStateException isClosed() {
        return new IllegalStateException("the cache is closed");
    }

    /** Ends the following; what was read stays readable, and listeners hear nothing any more. Closing twice is harmless. */
    public Pending<Void> closeAsync() {
        return engine.take(() -> {
            closed = true;
            listeners.forEach(Telling::end);
            if (view != null) {
                view.close();
                end(isClosed());
            }
            return Stages.done();
        });
    }

    @Override
    public void close() {
        var unused = closeAsync();
    }

    /** What a cache follows, and how much of it. */
    public static final class Builder {
        private final ZkFramework zk;
        private final String path;
        private Scope scope = Scope.SUBTREE;
        private Predicate<String> included = any -> true;
        private ViewLimits limits = ViewLimits.DEFAULT;
        private int lagMax = LAG_MAX;

        private Builder(ZkFramework zk, String path) {
            this.zk = zk;
            this.path = Paths.validate(path);
        }

        /** How much of the tree. The whole subtree unless set. */
        public Builder scope(Scope scope) {
            this.scope = scope;
            return this;
        }

        /** Which paths; what is below one that is left out is left out too. Called on the turn, so it must not block. All unless set. */
        public Builder following(Predicate<String> included) {
            this.included = included;
            return this;
        }

        /** How much it may hold; beyond that it ends, {@link CacheListener#onEnd saying so}. */
        public Builder limits(ViewLimits limits) {
            this.limits = limits;
            return this;
        }

        /** How many changes may wait for a listener before those of one znode become one. {@value #LAG_MAX} unless set. */
        public Builder lagMax(int changes) {
            this.lagMax = changes;
            return this;
        }

        /** Begins to follow. */
        public ZkCache open() {
            var cache = new ZkCache(zk, lagMax);
            zk.engine().turn().execute(() -> cache.follow(zk, this));
            return cache;
        }
    }
}
