/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.queue;

import io.zk4j.client.NoNodeException;
import io.zk4j.framework.Pending;
import io.zk4j.framework.Stages;
import io.zk4j.framework.ZkFramework;
import io.zk4j.protocol.Bytes;
import io.zk4j.recipes.primitive.Lookout;
import io.zk4j.recipes.primitive.Lookout.Glance;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * A queue of bytes, first in, first out: znodes {@code <path>/qn-<number>}, as with Curator's class of this name.
 *
 * <p>Thread-safe. What is taken is deleted first, so an item is lost with a program that crashes right after. Cancelling a call loses
 * nothing: what it has taken by then goes back to its place. A lost reply loses nothing and hands out nothing twice, as an ephemeral
 * znode {@code <path>/taken-<guid>} tells for a moment who has deleted the item; only if the session ends in that moment, an item is
 * handed out although somebody else may have taken it: rather twice than never.
 */
public final class SimpleDistributedQueue {
    private static final String PREFIX = "qn-";

    private final Items items;

    /** A handle on the queue at this path. */
    public SimpleDistributedQueue(ZkFramework zk, String path) {
        this.items = new Items(zk, path, new Naming.Fifo(PREFIX));
    }

    /**
     * Puts an item at the end.
     *
     * @return completes when it is there; with {@link io.zk4j.client.OutcomeUnknownException} if that is not known
     */
    public Pending<Void> offer(Bytes data) {
        return items.zk().engine().take(() -> items.put(PREFIX, data).thenCompose(name -> Stages.done()));
    }

    /** The first item, which stays; empty if there is none. */
    public Pending<Optional<Bytes>> peek() {
        return Lookout.begin(items.zk(), items.path(), Duration.ZERO, Optional.empty(), this::first);
    }

    /** Takes the first item; empty if there is none. */
    public Pending<Optional<Bytes>> poll() {
        return poll(Duration.ZERO);
    }

    /**
     * Takes the first item; empty if there is none in time.
     *
     * @param patience longest time to wait; zero looks once. What is being taken when it runs out is handed out all the same, unless the
     *     connection is suspended
     */
    public Pending<Optional<Bytes>> poll(Duration patience) {
        return take(Taking.begin(items, patience), item -> item.map(Claim::data));
    }

    /** Takes the first item, waiting for one. */
    public Pending<Bytes> take() {
        return take(Taking.begin(items, null), item -> item.orElseThrow().data());
    }

    private <T> Pending<T> take(Pending<Optional<Claim>> taking, Function<Optional<Claim>, T> result) {
        return Claim.handOut(items.zk().engine(), taking, result, Claim::done);
    }

    private CompletionStage<Optional<Bytes>> first(Glance glance) {
        items.forget();
        return items.next(glance, name -> true).thenCompose(name -> {
            items.forget();
            return name.isEmpty()
                    ? Stages.value(Optional.empty())
                    : Stages.recover(
                            glance.calls().get(items.item(name.get())).thenApply(node -> Optional.of(node.data())),
                            failure -> failure instanceof NoNodeException
                                    ? first(glance)
                                    : CompletableFuture.failedStage(failure));
        });
    }
}
