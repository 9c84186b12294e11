/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.discovery;

import io.zk4j.framework.Deadline;
import io.zk4j.framework.Engine;
import io.zk4j.framework.Pending;
import io.zk4j.framework.Registration;
import io.zk4j.framework.Stages;
import io.zk4j.framework.Timers;
import io.zk4j.framework.Turn;
import io.zk4j.framework.ZkFramework;
import io.zk4j.recipes.primitive.WatchedView;
import io.zk4j.recipes.primitive.WatchedView.Change;
import io.zk4j.recipes.primitive.WatchedView.Scope;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The instances of one service, followed until this is closed.
 *
 * <p>Thread-safe; reading it never asks the servers. While the connection is suspended or lost it keeps what was known last: services go
 * on, most likely, when ZooKeeper is out of reach. {@link #staleSince} tells.
 */
public final class ServiceCache<T> implements AutoCloseable {
    private final Engine engine;
    private final InstanceSerializer<T> serializer;
    /** By path. Written by the turn, read by everybody. */
    private final ConcurrentSkipListMap<String, ServiceInstance<T>> instances = new ConcurrentSkipListMap<>();

    /** Written by the turn, read by everybody. */
    private volatile Optional<Deadline> staleSince;

    private final CompletableFuture<List<ServiceInstance<T>>> known = new CompletableFuture<>();
    private final List<Runnable> listeners = new ArrayList<>();
    private @Nullable WatchedView view;
    private boolean closed;

    private ServiceCache(Engine engine, InstanceSerializer<T> serializer) {
        this.engine = engine;
        this.serializer = serializer;
        this.staleSince = Optional.of(engine.turn().deadlineAt(engine.turn().nanoTime()));
    }

    static <T> ServiceCache<T> open(ZkFramework zk, String path, InstanceSerializer<T> serializer) {
        var cache = new ServiceCache<T>(zk.engine(), serializer);
        zk.engine().turn().execute(() -> cache.follow(zk, path));
        return cache;
    }

    /** Completes with the instances when they are known for the first time; fails if this is closed before. */
    public Pending<List<ServiceInstance<T>>> known() {
        return engine.take(known::copy);
    }

    /** The instances that are known now, in the order of their ids. */
    public List<ServiceInstance<T>> instances() {
        return instances.values().stream()
                .sorted(Comparator.comparing(ServiceInstance::id)) // names of znodes may begin with a GUID
                .toList();
    }

    /** Since when what is known may be out of date; empty while it is not. */
    public Optional<Deadline> staleSince() {
        return staleSince;
    }

    /** Tells the instances whenever they have changed, one call at a time, on the executor for callbacks. */
    public Registration onChange(Consumer<List<ServiceInstance<T>>> listener) {
        var inOrder = new Turn(engine.callbacks(), Timers.SYSTEM);
        Runnable told = () -> inOrder.execute(() -> listener.accept(instances()));
        engine.turn().execute(() -> listeners.add(told));
        return () -> engine.turn().execute(() -> listeners.remove(told));
    }

    /** Ends the following. */
    public Pending<Void> closeAsync() {
        return engine.take(() -> {
            closed = true;
            known.completeExceptionally(new IllegalStateException("the cache is closed"));
            listeners.clear();
            if (view != null) {
                view.close();
            }
            return Stages.done();
        });
    }

    @Override
    public void close() {
        var unused = closeAsync();
    }

    // ---- on the turn

    private void follow(ZkFramework zk, String path) {
        if (!closed) {
            view = WatchedView.open(zk, path, Scope.CHILDREN, any -> true, new Following());
        }
    }

    /** What the view tells. */
    private final class Following implements WatchedView.Listener {
        @Override
        public void onChange(Change change) {
            change.after()
                    .flatMap(now -> ServiceDiscovery.parse(serializer, now.path(), now.data()))
                    .ifPresentOrElse(
                            instance -> instances.put(change.path(), instance), () -> instances.remove(change.path()));
            if (known.isDone()) {
                listeners.forEach(Runnable::run);
            }
        }

        @Override
        public void onComplete() {
            staleSince = Optional.empty();
            if (known.complete(instances())) {
                listeners.forEach(Runnable::run);
            }
        }

        @Override
        public void onStale() {
            staleSince = view == null ? staleSince : view.staleSince();
        }
    }
}
