/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.queue;

import io.zk4j.client.Children;
import io.zk4j.client.CreateOptions;
import io.zk4j.client.NoNodeException;
import io.zk4j.client.NodeExistsException;
import io.zk4j.client.Watched;
import io.zk4j.framework.CreateSpec;
import io.zk4j.framework.CreateSpec.Parents;
import io.zk4j.framework.Pending;
import io.zk4j.framework.Stages;
import io.zk4j.framework.ZkFramework;
import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.Paths;
import io.zk4j.recipes.primitive.Lookout.Glance;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The items of a queue as one handle sees them: the names of those that come next, a bounded number of them. Its state is of the turn.
 */
final class Items {
    /** How many names of items a handle keeps. */
    static final int NAMES_KEPT_MAX = 1_000;

    /** How a certain kind of queue calls its items. */
    interface Naming {
        /** What the names of items begin with. */
        String prefix();

        /** Which comes first. */
        Comparator<String> order();

        /** How many items to hand out before looking whether others have come that go first. */
        default int takenBeforeLookingMax() {
            return NAMES_KEPT_MAX;
        }

        /** How long until this item may be handed out; zero or negative if it may be now. */
        default Duration notBefore(String name) {
            return Duration.ZERO;
        }
    }

    private final ZkFramework zk;
    private final String path;
    private final Naming naming;
    private final Deque<String> next = new ArrayDeque<>();
    private int untilLook;
    /** A list that is under way: all who find no names kept wait for the same one. */
    private @Nullable CompletionStage<Void> listing;

    /** The items at a path. */
    Items(ZkFramework zk, String path, Naming naming) {
        this.zk = zk;
        this.path = Paths.validate(path);
        this.naming = naming;
    }

    ZkFramework zk() {
        return zk;
    }

    String path() {
        return path;
    }

    /** The path of an item. */
    String item(String name) {
        return Paths.child(path, name);
    }

    /** Puts an item at the end of those of its kind; the name comes back. */
    Pending<String> put(String name, Bytes data) {
        var spec = CreateSpec.of(item(name), data, CreateOptions.PERSISTENT.sequential())
                .parents(Parents.CONTAINERS);
        return zk.engine()
                .take(() -> zk.operations()
                        .create(spec)
                        .thenApply(created ->
                                created.path().substring(created.path().lastIndexOf('/') + 1)));
    }

    /** Puts an item that was taken back to where it was. */
    CompletionStage<Void> putBack(String name, Bytes data) {
        forget();
        var spec = CreateSpec.of(item(name), data, CreateOptions.PERSISTENT)
                .parents(Parents.CONTAINERS)
                .idempotent(true);
        return Stages.orIf(
                NodeExistsException.class,
                zk.operations().create(spec).thenCompose(created -> Stages.done()),
                Stages.done());
    }

    /** Looks at everything again before anything is handed out. */
    void forget() {
        next.clear();
    }

    /**
     * The name of the item that comes next, which nobody else gets through this handle; empty if there is none that may be handed out
     * now: the glance is told when that may have changed.
     */
    CompletionStage<Optional<String>> next(Glance glance) {
        if (next.isEmpty() || untilLook <= 0) {
            return keepNames(glance).thenCompose(done -> {
                Optional<String> found = poll();
                return found.isPresent() ? Stages.value(found) : lookAndWatch(glance);
            });
        }
        return Stages.value(poll());
    }

    private CompletionStage<Void> keepNames(Glance glance) {
        if (listing != null) {
            return listing;
        }
        CompletionStage<Void> mine =
                names(glance.calls().children(path).thenApply(Children::names)).thenAccept(this::keep);
        listing = mine;
        return mine.whenComplete((done, failure) -> listing = null);
    }

    private void keep(List<String> all) {
        next.clear();
        next.addAll(first(all));
        untilLook = naming.takenBeforeLookingMax();
    }

    private Optional<String> poll() {
        String first = next.peek();
        if (first == null || naming.notBefore(first).compareTo(Duration.ZERO) > 0) {
            return Optional.empty();
        }
        untilLook--;
        return Optional.of(next.remove());
    }

    private CompletionStage<Optional<String>> lookAndWatch(Glance glance) {
        return listAndWatch(glance).thenApply(all -> {
            keep(all);
            Optional<String> found = poll();
            if (found.isEmpty() && !next.isEmpty()) {
                glance.againIn(naming.notBefore(next.element()));
            }
            return found;
        });
    }

    private CompletionStage<List<String>> listAndWatch(Glance glance) {
        return Stages.recover(
                glance.calls().childrenAndWatch(path, glance::changed).thenApply(seen -> keep(glance, seen)),
                failure -> failure instanceof NoNodeException
                        ? untilThere(glance)
                        : CompletableFuture.failedStage(failure));
    }

    private static List<String> keep(Glance glance, Watched<Children> seen) {
        glance.keep(seen.watch());
        return seen.value().names();
    }

    private CompletionStage<List<String>> untilThere(Glance glance) {
        return glance.calls().existsAndWatch(path, glance::changed).thenApply(seen -> {
            glance.keep(seen.watch());
            if (seen.value().isPresent()) {
                glance.again();
            }
            return List.of();
        });
    }

    private static CompletionStage<List<String>> names(CompletionStage<List<String>> children) {
        return Stages.orIf(NoNodeException.class, children, Stages.value(List.of()));
    }

    /** The first so many, in order. */
    private List<String> first(Collection<String> all) {
        var kept = new PriorityQueue<String>(Collections.reverseOrder(naming.order()));
        for (String name : all) {
            if (name.startsWith(naming.prefix())) {
                kept.add(name);
                if (kept.size() > NAMES_KEPT_MAX) {
                    kept.remove();
                }
            }
        }
        return kept.stream().sorted(naming.order()).toList();
    }
}
