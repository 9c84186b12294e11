/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.queue;

import io.zk4j.client.Children;
import io.zk4j.client.CreateOptions;
import io.zk4j.client.MultiFailedException;
import io.zk4j.client.NoNodeException;
import io.zk4j.client.NodeExistsException;
import io.zk4j.client.Watched;
import io.zk4j.framework.CreateSpec;
import io.zk4j.framework.CreateSpec.Parents;
import io.zk4j.framework.Operations;
import io.zk4j.framework.Stages;
import io.zk4j.framework.ZkFramework;
import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.Paths;
import io.zk4j.protocol.Stat;
import io.zk4j.recipes.primitive.Lookout.Glance;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The items of a queue as one handle sees them: the names of those that come next, a bounded number of them. Its state is of the turn.
 */
final class Items {
    /** How many names of items a handle keeps. */
    static final int NAMES_KEPT_MAX = 1_000;

    /** The longest time until a look at what is not due yet: the clock that items are compared with may be put forward. */
    private static final Duration LOOK_AGAIN_MAX = Duration.ofSeconds(30);

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

    Naming naming() {
        return naming;
    }

    /** The path of an item. */
    String item(String name) {
        return Paths.child(path, name);
    }

    /** The names of all items, in no particular order. */
    CompletionStage<List<String>> all() {
        return names(zk.operations().children(path).thenApply(Children::names));
    }

    /** How many there are, those included that stand for a moment for what was just taken. */
    CompletionStage<Integer> count() {
        return zk.operations()
                .exists(path)
                .thenApply(stat -> stat.map(Stat::numChildren).orElse(0));
    }

    /** Puts an item at the end of those of its kind; the name comes back. */
    CompletionStage<String> put(String name, Bytes data) {
        var spec = CreateSpec.of(item(name), data, CreateOptions.PERSISTENT.sequential());
        CompletionStage<String> put = zk.operations()
                .create(spec)
                .thenApply(created -> created.path().substring(created.path().lastIndexOf('/') + 1));
        return Stages.recover(
                put,
                failure -> failure instanceof NoNodeException
                        ? createQueue().thenCompose(done -> put(name, data))
                        : CompletableFuture.failedStage(failure));
    }

    /** Puts all of these items at the end of those of their kind, or none. */
    CompletionStage<Void> putAll(String name, List<Bytes> some) {
        Operations calls = zk.operations();
        var put = calls.multi(some.stream()
                .map(data -> calls.creation(item(name), data, CreateOptions.PERSISTENT.sequential()))
                .toList());
        return Stages.recover(
                put.thenCompose(done -> Stages.done()),
                failure -> failure instanceof MultiFailedException multi && multi.failure() instanceof NoNodeException
                        ? createQueue().thenCompose(done -> putAll(name, some))
                        : CompletableFuture.failedStage(failure));
    }

    /** It stays when it is empty: in another one the numbers would begin anew, and names would not tell items from each other. */
    private CompletionStage<Void> createQueue() {
        var created = zk.operations()
                .create(CreateSpec.of(path, Bytes.EMPTY, CreateOptions.PERSISTENT)
                        .parents(Parents.CONTAINERS)
                        .idempotent(true));
        return Stages.orIf(NodeExistsException.class, created.thenCompose(done -> Stages.done()), Stages.done());
    }

    /** Looks at everything again before anything is handed out. */
    void forget() {
        next.clear();
    }

    /**
     * The name of the item that comes next, which nobody else gets through this handle; empty if there is none that may be handed out
     * now: the glance is told when that may have changed.
     *
     * @param wanted leaves out those whom the caller knows to be of no use
     */
    CompletionStage<Optional<String>> next(Glance glance, Predicate<String> wanted) {
        Optional<String> kept = untilLook > 0 ? poll(wanted) : Optional.empty();
        return kept.isPresent()
                ? Stages.value(kept)
                : keepNames(glance, wanted).thenCompose(done -> {
                    Optional<String> found = poll(wanted);
                    return found.isPresent() ? Stages.value(found) : lookAndWatch(glance, wanted);
                });
    }

    private CompletionStage<Void> keepNames(Glance glance, Predicate<String> wanted) {
        if (listing != null) {
            return listing;
        }
        CompletionStage<Void> mine =
                names(glance.calls().children(path).thenApply(Children::names)).thenAccept(all -> keep(all, wanted));
        listing = mine;
        return mine.whenComplete((done, failure) -> listing = null);
    }

    private void keep(List<String> all, Predicate<String> wanted) {
        next.clear();
        next.addAll(first(all, wanted));
        untilLook = naming.takenBeforeLookingMax();
    }

    private Optional<String> poll(Predicate<String> wanted) {
        String first = next.peek();
        while (first != null && !wanted.test(first)) {
            next.remove();
            first = next.peek();
        }
        if (first == null || naming.notBefore(first).compareTo(Duration.ZERO) > 0) {
            return Optional.empty();
        }
        untilLook--;
        return Optional.of(next.remove());
    }

    private CompletionStage<Optional<String>> lookAndWatch(Glance glance, Predicate<String> wanted) {
        return listAndWatch(glance).thenApply(all -> {
            keep(all, wanted);
            Optional<String> found = poll(wanted);
            if (found.isEmpty() && !next.isEmpty()) {
                Duration until = naming.notBefore(next.element());
                glance.againIn(until.compareTo(LOOK_AGAIN_MAX) < 0 ? until : LOOK_AGAIN_MAX);
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
    private List<String> first(Collection<String> all, Predicate<String> wanted) {
        var kept = new PriorityQueue<String>(Collections.reverseOrder(naming.order()));
        for (String name : all) {
            if (name.startsWith(naming.prefix()) && wanted.test(name)) {
                kept.add(name);
                if (kept.size() > NAMES_KEPT_MAX) {
                    kept.remove();
                }
            }
        }
        return kept.stream().sorted(naming.order()).toList();
    }
}
