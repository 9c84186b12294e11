/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.discovery;

import io.zk4j.framework.Engine;
import io.zk4j.framework.Pending;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * Chooses an instance of a service for each request, among those that are enabled, pass the filters and are not avoided because of errors.
 *
 * <p>Thread-safe; choosing never asks the servers.
 */
public final class ServiceProvider<T> implements AutoCloseable {
    /** The errors of an instance since the first of them. */
    private record Errors(long firstNanos, int count) {}

    private final Engine engine;
    private final ServiceCache<T> cache;
    private final ProviderStrategy<T> strategy;
    private final DownInstancePolicy policy;
    private final Predicate<ServiceInstance<T>> filter;
    /** By id; only of instances that are there. */
    private final Map<String, Errors> errors = new ConcurrentHashMap<>();

    private ServiceProvider(Builder<T> settings) {
        this.engine = settings.engine;
        this.cache = settings.discovery.cache(settings.name);
        this.strategy = settings.strategy;
        this.policy = settings.policy;
        Predicate<ServiceInstance<T>> all = ServiceInstance::enabled;
        for (var each : settings.filters) {
            all = all.and(each);
        }
        this.filter = all;
    }

    /** Completes when the instances are known for the first time; before that, there are none to choose from. */
    public Pending<List<ServiceInstance<T>>> known() {
        return cache.known();
    }

    /** One of them; empty if there is none. */
    public Optional<ServiceInstance<T>> getInstance() {
        return strategy.choose(getAllInstances());
    }

    /** All that could be chosen now, in the order of their ids. */
    public List<ServiceInstance<T>> getAllInstances() {
        return cache.instances().stream().filter(filter).filter(this::isUp).toList();
    }

    /** Says that an instance has failed to do its work; it is avoided if it does so more often. */
    public void noteError(ServiceInstance<T> instance) {
        long now = engine.turn().nanoTime();
        errors.keySet()
                .retainAll(cache.instances().stream().map(ServiceInstance::id).toList());
        errors.merge(
                instance.id(),
                new Errors(now, 1),
                (before, first) -> isOver(before, now) ? first : new Errors(before.firstNanos(), before.count() + 1));
    }

    private boolean isUp(ServiceInstance<T> instance) {
        Errors noted = errors.get(instance.id());
        return noted == null
                || noted.count() < policy.errorThreshold()
                || isOver(noted, engine.turn().nanoTime());
    }

    private boolean isOver(Errors noted, long now) {
        return now - noted.firstNanos() >= policy.timeout().toNanos();
    }

    /** The cache that it chooses from. */
    public ServiceCache<T> cache() {
        return cache;
    }

    @Override
    public void close() {
        cache.close();
    }

    /** How to choose. */
    public static final class Builder<T> {
        private final ServiceDiscovery<T> discovery;
        private final Engine engine;
        private final String name;
        private final List<Predicate<ServiceInstance<T>>> filters = new ArrayList<>();
        private ProviderStrategy<T> strategy = ProviderStrategy.roundRobin();
        private DownInstancePolicy policy = DownInstancePolicy.DEFAULT;

        Builder(ServiceDiscovery<T> discovery, Engine engine, String name) {
            this.discovery = discovery;
            this.engine = engine;
            this.name = name;
        }

        /** In which order; in turn unless set. */
        public Builder<T> strategy(ProviderStrategy<T> strategy) {
            this.strategy = strategy;
            return this;
        }

        /** When to avoid one that makes trouble. */
        public Builder<T> downInstancePolicy(DownInstancePolicy policy) {
            this.policy = policy;
            return this;
        }

        /** Which ones, besides that they are enabled; several filters must all agree. */
        public Builder<T> filter(Predicate<ServiceInstance<T>> filter) {
            filters.add(filter);
            return this;
        }

        /** Begins to follow the instances. */
        public ServiceProvider<T> open() {
            return new ServiceProvider<>(this);
        }
    }
}
