/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.queue;

import io.zk4j.client.Children;
import io.zk4j.client.NoNodeException;
import io.zk4j.client.Watched;
import io.zk4j.framework.Pending;
import io.zk4j.framework.Stages;
import io.zk4j.framework.ZkFramework;
import io.zk4j.protocol.Stat;
import io.zk4j.recipes.primitive.Lookout;
import io.zk4j.recipes.primitive.Lookout.Glance;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Lets so many items into a queue and no more, as far as one handle can: what others put at the same moment comes on top. Of the turn.
 */
final class Room {
    /** What is under way may end without a change of the queue. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private final ZkFramework zk;
    private final String path;
    private final int itemsMax;
    /** Those let in that may not be in the queue yet. */
    private int underWay;

    Room(ZkFramework zk, String path, int itemsMax) {
        this.zk = zk;
        this.path = path;
        this.itemsMax = itemsMax;
    }

    /**
     * Waits until there is room for one more, who has to {@link #leave} once it is in the queue or has come to nothing.
     *
     * @return whether there is; false if there was none in time
     */
    Pending<Boolean> enter(@Nullable Duration patience) {
        return Lookout.begin(zk, path, patience, false, new Lookout.View<>() {
            @Override
            public CompletionStage<Boolean> look(Glance glance) {
                return lookForRoom(glance);
            }

            @Override
            public void over(Boolean found, boolean taken) {
                if (found && !taken) {
                    leave();
                }
            }
        });
    }

    void leave() {
        underWay--;
    }

    private CompletionStage<Boolean> lookForRoom(Glance glance) {
        // A list of names is worth its while only to be told of the next change.
        return glance.calls()
                .exists(path)
                .thenCompose(stat -> isLetIn(stat.map(Stat::numChildren)) ? Stages.value(true) : watch(glance));
    }

    private CompletionStage<Boolean> watch(Glance glance) {
        CompletionStage<Optional<Watched<Children>>> listed =
                glance.calls().childrenAndWatch(path, glance::changed).thenApply(Optional::of);
        return Stages.orIf(NoNodeException.class, listed, Stages.value(Optional.empty()))
                .thenApply(seen -> {
                    seen.ifPresent(children -> glance.keep(children.watch()));
                    boolean room = isLetIn(
                            seen.map(children -> children.value().names().size()));
                    if (!room && underWay > 0) {
                        glance.againIn(LOOK_AGAIN);
                    }
                    return room;
                });
    }

    private boolean isLetIn(Optional<Integer> items) {
        boolean room = items.orElse(0) + underWay < itemsMax;
        if (room) {
            underWay++;
        }
        return room;
    }
}
