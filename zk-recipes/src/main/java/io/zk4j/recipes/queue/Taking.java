/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.queue;

import io.zk4j.framework.Pending;
import io.zk4j.framework.Stages;
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
 * <p>If the session ends while the reply to the deletion is awaited, the item is seen to be gone and then handed out: rather twice than
 * never.
 */
final class Taking implements Lookout.View<Optional<Claim>> {
    private final Items items;
    private @Nullable Taken inDoubt;

    private Taking(Items items) {
        this.items = items;
    }

    /** Takes the next item; empty if there is none in time. */
    static Pending<Optional<Claim>> begin(Items items, @Nullable Duration patience) {
        return Lookout.begin(items.zk(), items.path(), patience, Optional.empty(), new Taking(items));
    }

    @Override
    public CompletionStage<Optional<Claim>> look(Glance glance) {
        Taken doubtful = inDoubt;
        if (doubtful != null) {
            return makeSure(glance, doubtful);
        }
        return items.next(glance, name -> true)
                .thenCompose(name -> name.isEmpty() || glance.isTooLate()
                        ? Stages.value(Optional.empty())
                        : takeOrTheNext(glance, name.get()));
    }

    /** A queue that others have made as a container may have gone and come, and have another item of this name. */
    private CompletionStage<Optional<Claim>> makeSure(Glance glance, Taken doubtful) {
        String path = items.item(doubtful.name());
        return glance.calls()
                .exists(path)
                .thenCompose(stat -> stat.isPresent() && stat.get().czxid() == doubtful.czxid()
                        ? glance.calls().remove(path)
                        : Stages.done())
                .thenApply(gone -> Optional.of(doubtful));
    }

    private CompletionStage<Optional<Claim>> takeOrTheNext(Glance glance, String name) {
        return Stages.recover(
                Taken.take(items, glance.session(), name, item -> inDoubt = item)
                        .thenCompose(item -> item.isPresent() ? Stages.value(item) : look(glance)),
                failure -> {
                    items.forget(); // the item is there still, ahead of the others
                    return CompletableFuture.failedStage(failure);
                });
    }

    @Override
    public void over(Optional<Claim> found, boolean taken) {
        if (taken) {
            return;
        }
        items.forget();
        found.or(() -> Optional.ofNullable(inDoubt)).ifPresent(Claim::giveBack);
    }
}
