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
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Claiming the first item of a queue that nobody else has; of the turn. Those that others have are left out; if
 * there are no other ones, their locks are watched: if the session of whoever has one ends, it can be had again.
 */
final class Locking implements Lookout.View<Optional<Claim>> {
    private final Items items;
    private final Locks locks;

    private Locking(Items items, Locks locks) {
        this.items = items;
        this.locks = locks;
    }

    /** Claims the next item; empty if there is none in time. */
    static Pending<Optional<Claim>> begin(Items items, Locks locks, @Nullable Duration patience) {
        return Lookout.begin(items.zk(), items.path(), patience, Optional.empty(), new Locking(items, locks));
    }

    @Override
    public CompletionStage<Optional<Claim>> look(Glance glance) {
        return next(glance, new HashSet<>());
    }

    private CompletionStage<Optional<Claim>> next(Glance glance, Set<String> others) {
        return items.next(glance, name -> !others.contains(name)).thenCompose(name -> {
            if (glance.isTooLate()) {
                return Stages.value(Optional.empty());
            }
            return name.isEmpty() ? untilUnlocked(glance, others) : claimOrTheNext(glance, name.get(), others);
        });
    }

    private CompletionStage<Optional<Claim>> claimOrTheNext(Glance glance, String name, Set<String> others) {
        return Stages.recover(
                locks.claim(glance.session(), name)
                        .thenCompose(claim -> claim.isPresent() ? Stages.value(claim) : next(glance, others)),
                failure -> failure instanceof NodeExistsException
                        ? besides(glance, name, others)
                        : CompletableFuture.failedStage(failure));
    }

    /** Where one is taken, others may be: to try them one by one would take longer than some of them are held. */
    private CompletionStage<Optional<Claim>> besides(Glance glance, String name, Set<String> others) {
        others.add(name);
        return locks.names(glance.calls().children(locks.path())).thenCompose(names -> {
            others.addAll(names);
            return next(glance, others);
        });
    }

    private CompletionStage<Optional<Claim>> untilUnlocked(Glance glance, Set<String> others) {
        if (others.isEmpty()) {
            return Stages.value(Optional.empty());
        }
        var seen = glance.calls()
                .childrenAndWatch(locks.path(), glance::changed)
                .thenApply(watched -> {
                    glance.keep(watched.watch());
                    return watched.value();
                });
        return locks.names(seen).thenApply(names -> {
            if (!new HashSet<>(names).containsAll(others)) {
                glance.again();
            }
            return Optional.empty();
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
