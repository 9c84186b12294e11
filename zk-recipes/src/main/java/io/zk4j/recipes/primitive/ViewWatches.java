/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.primitive;

import io.zk4j.client.NoAuthException;
import io.zk4j.client.NoNodeException;
import io.zk4j.client.Node;
import io.zk4j.client.WatchEvent;
import io.zk4j.client.WatchHandle;
import io.zk4j.client.WatchMode;
import io.zk4j.client.Watched;
import io.zk4j.client.ZkException;
import io.zk4j.framework.CompressionException;
import io.zk4j.framework.Engine;
import io.zk4j.framework.Operations;
import io.zk4j.framework.Stages;
import io.zk4j.protocol.ErrorCode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a view reads, so that it hears of what changes afterwards: with one persistent watch, or on servers that have none (before 3.6)
 * with a watch for one event on each znode and each list of children. Belongs to one round of a view and to the turn.
 */
final class ViewWatches {
    private static final Logger LOG = LoggerFactory.getLogger(ViewWatches.class);

    private final Engine engine;
    private final Operations calls;
    private final String root;
    private final Consumer<WatchEvent> onNode;
    private final Consumer<WatchEvent> onList;
    private final Map<String, WatchHandle> nodes = new HashMap<>();
    private final Map<String, WatchHandle> lists = new HashMap<>();
    private boolean oneShot;
    private boolean closed;

    /**
     * Nothing is watched yet.
     *
     * @param onNode is told that a znode is to be read
     * @param onList is told that a list of children is to be read, which only happens with old servers
     */
    ViewWatches(
            Engine engine, Operations calls, String root, Consumer<WatchEvent> onNode, Consumer<WatchEvent> onList) {
        this.engine = engine;
        this.calls = calls;
        this.root = root;
        this.onNode = onNode;
        this.onList = onList;
    }

    /** Sets the watch that stays, or finds out that there is no such thing. */
    CompletionStage<Void> begin(WatchMode mode) {
        oneShot = !engine.hasPersistentWatches();
        if (oneShot) {
            return Stages.done();
        }
        CompletionStage<Void> set =
                calls.watch(root, mode, this::onEvent).thenAccept(watch -> keep(nodes, root, watch));
        return Stages.recover(set, failure -> {
            oneShot = failure instanceof ZkException old && old.code() == ErrorCode.UNIMPLEMENTED;
            if (!oneShot) {
                return CompletableFuture.failedStage(failure);
            }
            engine.refusedPersistentWatches();
            return Stages.done();
        });
    }

    /** A znode as it is; empty if there is none, or none that this client may read. */
    CompletionStage<Optional<Node>> node(String path) {
        if (!oneShot || nodes.containsKey(path)) {
            return visible(path, calls.get(path).thenApply(Optional::of), Optional.empty());
        }
        CompletionStage<Optional<Node>> read = calls.getAndWatch(path, event -> fired(nodes, event, onNode))
                .thenApply(seen -> Optional.of(watched(nodes, path, seen)));
        return visible(path, orWhenItComes(path, read, () -> node(path), nodes, onNode), Optional.empty());
    }

    /** The names of children; none if there is no such znode, or none whose children this client may list. */
    CompletionStage<List<String>> children(String path) {
        if (!oneShot || lists.containsKey(path)) {
            return visible(path, calls.children(path).thenApply(children -> children.names()), List.of());
        }
        CompletionStage<List<String>> read = calls.childrenAndWatch(path, event -> fired(lists, event, onList))
                .thenApply(seen -> watched(lists, path, seen).names());
        return visible(path, orWhenItComes(path, read, () -> children(path), lists, onList), List.of());
    }

    /** Whether a znode found in a list was found before and will tell of its changes itself. */
    boolean isFollowed(String path) {
        return oneShot && nodes.containsKey(path);
    }

    /** Whether the servers have no watch that stays. */
    boolean areForOneEvent() {
        return oneShot;
    }

    void close() {
        closed = true;
        nodes.values().forEach(WatchHandle::close);
        lists.values().forEach(WatchHandle::close);
        nodes.clear();
        lists.clear();
    }

    private void onEvent(WatchEvent event) {
        if (!closed && event.kind() != WatchEvent.Kind.CHILDREN_CHANGED) {
            onNode.accept(event);
        }
    }

    private void fired(Map<String, WatchHandle> watches, WatchEvent event, Consumer<WatchEvent> listener) {
        watches.remove(event.path());
        if (!closed) {
            listener.accept(event);
        }
    }

    private <T> T watched(Map<String, WatchHandle> watches, String path, Watched<T> seen) {
        keep(watches, path, seen.watch());
        return seen.value();
    }

    private void keep(Map<String, WatchHandle> watches, String path, WatchHandle watch) {
        if (closed) {
            watch.close();
        } else {
            watches.put(path, watch);
        }
    }

    /** Nobody above the root would tell that it comes into being. */
    private <T> CompletionStage<T> orWhenItComes(
            String path,
            CompletionStage<T> read,
            Supplier<CompletionStage<T>> again,
            Map<String, WatchHandle> watches,
            Consumer<WatchEvent> listener) {
        return Stages.recover(read, failure -> {
            if (!path.equals(root) || !(failure instanceof NoNodeException)) {
                return CompletableFuture.failedStage(failure);
            }
            return calls.existsAndWatch(root, event -> fired(watches, event, listener))
                    .thenCompose(seen -> {
                        if (seen.value().isPresent()) {
                            seen.watch().close();
                            return again.get();
                        }
                        keep(watches, root, seen.watch());
                        return CompletableFuture.failedStage(failure);
                    });
        });
    }

    private <T> CompletionStage<T> visible(String path, CompletionStage<T> read, T none) {
        return Stages.recover(read, failure -> {
            if (failure instanceof CompressionException
                    && !oneShot) { // else there is no watch now that would tell of better data
                LOG.warn("{} cannot be mirrored", path, failure);
                return Stages.value(none);
            }
            if (failure instanceof NoAuthException) {
                LOG.warn("{} cannot be mirrored, as this client may not read it", path);
                return Stages.value(none);
            }
            return failure instanceof NoNodeException ? Stages.value(none) : CompletableFuture.failedStage(failure);
        });
    }
}
