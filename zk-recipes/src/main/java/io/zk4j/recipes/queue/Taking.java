/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.queue;

import io.zk4j.client.NoNodeException;
import io.zk4j.client.Op;
import io.zk4j.client.OutcomeUnknownException;
import io.zk4j.client.SessionExpiredException;
import io.zk4j.framework.Pending;
import io.zk4j.framework.Stages;
import io.zk4j.protocol.Bytes;
import io.zk4j.recipes.primitive.Lookout;
import io.zk4j.recipes.primitive.Lookout.Glance;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Taking one item out of a queue; of the turn. The item is deleted, and put back where it was if nobody wants it any more by then.
 *
 * <p>If the reply to the deletion is lost, the item is seen to be gone and then handed out: rather twice than never.
 */
final class Taking implements Lookout.View<Optional<Taking.Item>> {
    /** An item that was taken. */
    record Item(String name, Bytes data) {}

    private final Items items;
    private @Nullable Item inDoubt;

    private Taking(Items items) {
        this.items = items;
    }

    /** Takes the next item; empty if there is none in time. */
    static Pending<Optional<Item>> begin(Items items, @Nullable Duration patience) {
        return Lookout.begin(items.zk(), items.path(), patience, Optional.empty(), new Taking(items));
    }

    @Override
    public CompletionStage<Optional<Item>> look(Glance glance) {
        Item doubtful = inDoubt;
        if (doubtful != null) {
            return glance.calls().remove(items.item(doubtful.name())).thenApply(gone -> Optional.of(doubtful));
        }
        return items.next(glance)
                .thenCompose(
                        name -> name.isEmpty() ? Stages.value(Optional.empty()) : takeOrTheNext(glance, name.get()));
    }

    private CompletionStage<Optional<Item>> takeOrTheNext(Glance glance, String name) {
        return Stages.recover(
                take(glance, name).thenCompose(item -> item.isPresent() ? Stages.value(item) : look(glance)),
                failure -> {
                    items.forget(); // the item is there still, ahead of the others
                    return CompletableFuture.failedStage(failure);
                });
    }

    private CompletionStage<Optional<Item>> take(Glance glance, String name) {
        CompletionStage<Optional<Item>> taken =
                glance.calls().get(items.item(name)).thenCompose(node -> delete(glance, new Item(name, node.data())));
        return Stages.orIf(NoNodeException.class, taken, Stages.value(Optional.empty()));
    }

    private CompletionStage<Optional<Item>> delete(Glance glance, Item item) {
        CompletionStage<Optional<Item>> deleted =
                glance.calls().delete(items.item(item.name()), Op.ANY_VERSION).thenApply(done -> Optional.of(item));
        return Stages.recover(deleted, failure -> {
            if (failure instanceof OutcomeUnknownException) {
                inDoubt = item;
                return look(glance);
            } else if (failure instanceof SessionExpiredException) {
                inDoubt = item; // looks again in the next session
            }
            return CompletableFuture.failedStage(failure);
        });
    }

    @Override
    public void over(Optional<Item> found, boolean taken) {
        Item doubtful = inDoubt;
        if (!taken && found.isPresent()) {
            items.putBack(found.get().name(), found.get().data());
        } else if (!taken && doubtful != null) {
            items.putBack(doubtful.name(), doubtful.data());
        } else if (!taken) {
            items.forget();
        }
    }
}
