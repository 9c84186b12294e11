/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.queue;

import io.zk4j.client.NodeExistsException;
import io.zk4j.framework.Pending;
import io.zk4j.framework.Session;
import io.zk4j.framework.Stages;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * A queue, first in, first out, whose items can be removed by their ids: znodes {@code <path>/queue-|<id>|<number>}, as with Curator's
 * class of this name.
 *
 * <p>Thread-safe. Opened by {@link QueueBuilder#openIdQueue}. In names, {@code /} and {@code |} of an id become {@code _}; ids that
 * differ in nothing else count as the same.
 *
 * @param <T> what is in the queue
 */
public final class DistributedIdQueue<T> extends QueueBase<T> {
    DistributedIdQueue(QueueBuilder<T> settings) {
        super(settings, new Naming.WithId());
    }

    /** Puts an item at the end; waits as long as the queue is full. Several items may have the same id. */
    public Pending<Void> put(T item, String id) {
        return put(Naming.WithId.nameOf(id), List.of(item));
    }

    /** Puts an item at the end; false if the queue was full for so long. */
    public Pending<Boolean> put(T item, String id, Duration patience) {
        return put(Naming.WithId.nameOf(id), List.of(item), patience);
    }

    /**
     * Removes all items with an id that nobody has taken.
     *
     * @return how many; with a lock path, those not counted nor removed that somebody consumes at the moment
     */
    public Pending<Integer> remove(String id) {
        return items().zk().engine().take(() -> {
            Session session = items().zk().engine().session();
            return items().all()
                    .thenCompose(names -> removeEach(
                            session,
                            names.stream()
                                    .filter(name -> Naming.WithId.isOf(id, name))
                                    .iterator(),
                            0));
        });
    }

    private CompletionStage<Integer> removeEach(Session session, Iterator<String> names, int removed) {
        return names.hasNext()
                ? remove(session, names.next())
                        .thenCompose(gone -> removeEach(session, names, gone ? removed + 1 : removed))
                : Stages.value(removed);
    }

    private CompletionStage<Boolean> remove(Session session, String name) {
        CompletionStage<Optional<Claim>> claimed = locks().isPresent()
                ? Stages.orIf(
                        NodeExistsException.class, locks().get().claim(session, name), Stages.value(Optional.empty()))
                : Taken.take(items(), session, name, inDoubt -> {});
        return claimed.thenCompose(
                claim -> claim.isPresent() ? claim.get().done().thenApply(done -> true) : Stages.value(false));
    }
}
