/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client.session;

import io.zk4j.client.session.WatchChange.Kind;
import io.zk4j.protocol.ErrorCode;
import io.zk4j.protocol.EventType;
import io.zk4j.protocol.KeeperState;
import io.zk4j.protocol.Paths;
import io.zk4j.protocol.WatcherType;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Who watches what: a table of watchers by path for each {@link Kind}, in step with what the server holds for this session.
 *
 * <p>Which table a reply adds to, and which tables an event takes from, is Apache's client to the letter, since applications have
 * come to rely on it.
 */
final class WatchRegistry<W> {
    private final Map<Kind, Map<String, Set<W>>> tables = new EnumMap<>(Kind.class);
    private final boolean forgetOnDisconnect;
    private @Nullable W defaultWatcher;

    /**
     * An empty registry.
     *
     * @param forgetOnDisconnect whether the loss of the connection ends all watches, once they have been told of it
     */
    WatchRegistry(boolean forgetOnDisconnect) {
        this.forgetOnDisconnect = forgetOnDisconnect;
        for (Kind kind : Kind.values()) {
            tables.put(kind, new HashMap<>());
        }
    }

    void setDefaultWatcher(@Nullable W watcher) {
        this.defaultWatcher = watcher;
    }

    /** Adds a watcher if a reply with {@code error} means that the server has left the watch. */
    void add(WatchChange.Add<W> add, int error) {
        Kind kind = add.kind();
        boolean present = error == ErrorCode.OK.code();
        if (kind == Kind.EXIST && present) {
            kind = Kind.DATA;
        }
        if (present || (kind == Kind.EXIST && error == ErrorCode.NO_NODE.code())) {
            table(kind)
                    .computeIfAbsent(add.serverPath(), path -> new LinkedHashSet<>())
                    .add(add.watcher());
        }
    }

    /**
     * Carries out a removal that was answered with {@code error}.
     *
     * @param removed hears which watchers are gone, by kind of event
     * @return the error that the caller is to see
     */
    int remove(WatchChange.Remove<W> removal, int error, BiConsumer<EventType, Set<W>> removed) {
        if (kindsOf(removal.type()).stream().noneMatch(kind -> holds(kind, removal))) {
            return ErrorCode.NO_WATCHER.code();
        }
        if (error != ErrorCode.OK.code() && !removal.local()) {
            return error;
        }
        var gone = new EnumMap<EventType, Set<W>>(EventType.class);
        for (Kind kind : kindsOf(removal.type())) {
            gone.computeIfAbsent(removalEvent(kind), type -> new LinkedHashSet<>())
                    .addAll(take(kind, removal));
        }
        gone.forEach((type, watchers) -> {
            if (!watchers.isEmpty()) {
                removed.accept(type, watchers);
            }
        });
        return ErrorCode.OK.code();
    }

    /** Takes the watchers that a change of a znode is for, leaving the persistent ones registered. */
    Set<W> firedBy(EventType type, String path) {
        var watchers = new LinkedHashSet<W>();
        switch (type) {
            case NODE_CREATED, NODE_DATA_CHANGED -> {
                takeAll(Kind.DATA, path, watchers);
                takeAll(Kind.EXIST, path, watchers);
            }
            case NODE_CHILDREN_CHANGED -> takeAll(Kind.CHILD, path, watchers);
            case NODE_DELETED -> {
                takeAll(Kind.DATA, path, watchers);
                // An exist watch stands for an absent node, but the server keeps it as a data watch and may fire it so.
                takeAll(Kind.EXIST, path, watchers);
                takeAll(Kind.CHILD, path, watchers);
            }
            default -> {
                return watchers;
            }
        }
        watchers.addAll(table(Kind.PERSISTENT).getOrDefault(path, Set.of()));
        if (type != EventType.NODE_CHILDREN_CHANGED) {
            addRecursive(path, watchers);
        }
        return watchers;
    }

    /** Everybody, for a change of the session. */
    Set<W> everyone(KeeperState state) {
        var watchers = new LinkedHashSet<W>();
        if (defaultWatcher != null) {
            watchers.add(defaultWatcher);
        }
        boolean connected = state == KeeperState.SYNC_CONNECTED
                || state == KeeperState.CONNECTED_READ_ONLY
                || state == KeeperState.SASL_AUTHENTICATED;
        for (var table : tables.values()) {
            table.values().forEach(watchers::addAll);
            if (forgetOnDisconnect && !connected) {
                table.clear();
            }
        }
        return watchers;
    }

    /** The paths of one table, a snapshot. */
    List<String> paths(Kind kind) {
        return new ArrayList<>(table(kind).keySet());
    }

    boolean isEmpty() {
        return tables.values().stream().allMatch(Map::isEmpty);
    }

    private void addRecursive(String path, Set<W> watchers) {
        var recursive = table(Kind.PERSISTENT_RECURSIVE);
        if (recursive.isEmpty()) {
            return;
        }
        for (String at = path; ; at = Paths.parent(at)) {
            watchers.addAll(recursive.getOrDefault(at, Set.of()));
            if (at.equals(Paths.ROOT)) {
                return;
            }
        }
    }

    private void takeAll(Kind kind, String path, Set<W> into) {
        Set<W> watchers = table(kind).remove(path);
        if (watchers != null) {
            into.addAll(watchers);
        }
    }

    private boolean holds(Kind kind, WatchChange.Remove<W> removal) {
        Set<W> watchers = table(kind).get(removal.serverPath());
        W watcher = removal.watcher();
        return watchers != null && (watcher == null || watchers.contains(watcher));
    }

    private Set<W> take(Kind kind, WatchChange.Remove<W> removal) {
        if (!holds(kind, removal)) {
            return Set.of();
        }
        W watcher = removal.watcher();
        Set<W> watchers = table(kind).getOrDefault(removal.serverPath(), Set.of());
        if (watcher == null || watchers.size() == 1) {
            table(kind).remove(removal.serverPath());
            return watchers;
        }
        watchers.remove(watcher);
        return Set.of(watcher);
    }

    private Map<String, Set<W>> table(Kind kind) {
        return tables.getOrDefault(kind, Map.of());
    }

    private static Set<Kind> kindsOf(WatcherType type) {
        return switch (type) {
            case CHILDREN -> EnumSet.of(Kind.CHILD);
            case DATA -> EnumSet.of(Kind.DATA, Kind.EXIST);
            case PERSISTENT -> EnumSet.of(Kind.PERSISTENT);
            case PERSISTENT_RECURSIVE -> EnumSet.of(Kind.PERSISTENT_RECURSIVE);
            case ANY -> EnumSet.allOf(Kind.class);
        };
    }

    private static EventType removalEvent(Kind kind) {
        return switch (kind) {
            case DATA, EXIST -> EventType.DATA_WATCH_REMOVED;
            case CHILD -> EventType.CHILD_WATCH_REMOVED;
            case PERSISTENT, PERSISTENT_RECURSIVE -> EventType.PERSISTENT_WATCH_REMOVED;
        };
    }
}
