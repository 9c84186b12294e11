/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.discovery;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntUnaryOperator;

/** Chooses one of several instances. Called on the threads of those who ask, several at a time. */
@FunctionalInterface
public interface ProviderStrategy<T> {
    /**
     * Chooses.
     *
     * @param instances in the order of their ids; may be empty
     * @return one of them, or empty
     */
    Optional<ServiceInstance<T>> choose(List<ServiceInstance<T>> instances);

    /** One after the other. */
    static <T> ProviderStrategy<T> roundRobin() {
        var next = new AtomicInteger();
        return instances -> instances.isEmpty()
                ? Optional.empty()
                : Optional.of(instances.get(Math.floorMod(next.getAndIncrement(), instances.size())));
    }

    /** Any. */
    static <T> ProviderStrategy<T> random() {
        return random(bound -> ThreadLocalRandom.current().nextInt(bound));
    }

    /**
     * Any.
     *
     * @param chance a number below the given one
     */
    static <T> ProviderStrategy<T> random(IntUnaryOperator chance) {
        return instances -> instances.isEmpty()
                ? Optional.empty()
                : Optional.of(instances.get(chance.applyAsInt(instances.size())));
    }

    /** The same as long as it is there; another one chooses the next. */
    static <T> ProviderStrategy<T> sticky(ProviderStrategy<T> another) {
        var present = new AtomicReference<Optional<String>>(Optional.empty());
        return instances -> {
            Optional<String> id = present.get();
            Optional<ServiceInstance<T>> same = instances.stream()
                    .filter(instance -> Optional.of(instance.id()).equals(id))
                    .findFirst();
            Optional<ServiceInstance<T>> chosen = same.or(() -> another.choose(instances));
            present.compareAndSet(id, chosen.map(ServiceInstance::id));
            return chosen;
        };
    }
}
