/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.queue;

import io.zk4j.client.NodeExistsException;
import io.zk4j.framework.Pending;
import io.zk4j.framework.Stages;
import io.zk4j.recipes.primitive.Lookout;
import io.zk4j.recipes.primitive.Lookout.Glance;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Claiming the first item of a queue that nobody else has; of the turn. Those that others have are left out, and watched: if the session
 * of whoever has one ends, it can be had again.
 */
final class Locking implements Lookout.View<Optional<Claim>> {
    private final Items items;
    private final Locks locks;

    private Locking(Items items, Locks locks) {
        this.items = items;
        this.locks = locks;
    }

    /** Claims the next item, as soon as there is one. */
    static Pending<Optional<Claim>> begin(Items items, Locks locks) {
        return Lookout.begin(items.zk(), items.path(), null, Optional.empty(), new Locking(items, locks));
    }

    @Override
    public CompletionStage<Optional<Claim>> look(Glance glance) {
        return next(glance, new HashSet<>());
    }

    private CompletionStage<Optional<Claim>> next(Glance glance, Set<String> others) {
        if (others.size() >= Items.NAMES_KEPT_MAX) {
            return Stages.value(Optional.empty()); // as many watches as names are enough
        }
        return items.next(glance, name -> !others.contains(name))
                .thenCompose(name -> name.isEmpty()
                        ? Stages.value(Optional.empty())
                        : claim(glance, name.get(), others)
                                .thenCompose(claim -> claim.isPresent() ? Stages.value(claim) : next(glance, others)));
    }

    private CompletionStage<Optional<Claim>> claim(Glance glance, String name, Set<String> others) {
        return Stages.recover(
                locks.claim(glance.session(), name),
                failure -> failure instanceof NodeExistsException
                        ? watch(glance, name, others)
                        : CompletableFuture.failedStage(failure));
    }

    private CompletionStage<Optional<Claim>> watch(Glance glance, String name, Set<String> others) {
        return glance.calls()
                .existsAndWatch(locks.lockOf(name), glance::changed)
                .thenCompose(seen -> {
                    glance.keep(seen.watch());
                    if (seen.value().isEmpty()) {
                        return claim(glance, name, others);
                    }
                    others.add(name);
                    return Stages.value(Optional.empty());
                });
    }

    @Override
    public void over(Optional<Claim> found, boolean taken) {
        if (!taken) {
            items.forget();
            found.ifPresent(Claim::giveBack);
        }
    }
}
