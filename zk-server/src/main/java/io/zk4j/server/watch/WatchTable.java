/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.watch;

import io.zk4j.protocol.Acl;
import io.zk4j.protocol.EventType;
import io.zk4j.protocol.KeeperState;
import io.zk4j.protocol.Paths;
import io.zk4j.protocol.Perms;
import io.zk4j.protocol.WatcherEvent;
import io.zk4j.protocol.WatcherType;
import io.zk4j.server.acl.AclPolicy;
import io.zk4j.server.metrics.Measured;
import io.zk4j.server.metrics.Metrics;
import io.zk4j.server.tree.TreeListener;
import io.zk4j.server.tree.Znode;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * All watches of this server, and what a change of the tree makes of them.
 *
 * <p>Hears of changes as the tree's listener, so that events reach the connections' queues before anybody can see the
 * change. Owned by the core thread.
 */
public final class WatchTable implements TreeListener {
    private final AclPolicy acls;
    private final Metrics metrics;
    private final Map<String, PathWatchers> byPath = new HashMap<>();
    private final IdentityHashMap<Watcher, Set<String>> byWatcher = new IdentityHashMap<>();
    private int recursiveCount; // watches of that mode: while there are none, ancestors need not be searched
    private int dataWatchCount; // pairs of path and watcher with some mode of the data table

    /** Is shown what watches there are; must not change any. */
    @FunctionalInterface
    public interface Visitor {
        /** One watch. */
        void visit(String path, Watcher watcher, WatchMode mode);
    }

    /** @param acls decides who hears of what */
    public WatchTable(AclPolicy acls, Metrics metrics) {
        this.acls = acls;
        this.metrics = metrics;
    }

    /** Leaves a watch. */
    public void add(String path, Watcher watcher, WatchMode mode) {
        int before = byPath.computeIfAbsent(path, p -> new PathWatchers()).add(watcher, mode.bit());
        byWatcher.computeIfAbsent(watcher, w -> new HashSet<>()).add(path);
        count(before, before | mode.bit());
    }

    /** Whether the watcher holds a watch of the type on the path. */
    public boolean contains(String path, Watcher watcher, WatcherType type) {
        var watchers = byPath.get(path);
        return watchers != null && (watchers.modesOf(watcher) & bitsOf(type)) != 0;
    }

    /** Removes the watcher's watches of the type from the path; false if there was none. */
    public boolean remove(String path, Watcher watcher, WatcherType type) {
        var watchers = byPath.get(path);
        if (watchers == null) {
            return false;
        }
        int before = watchers.remove(watcher, bitsOf(type));
        afterRemoval(path, watchers, watcher, before, before & ~bitsOf(type));
        return (before & bitsOf(type)) != 0;
    }

    /** Forgets a connection that has ended. */
    public void forget(Watcher watcher) {
        var paths = byWatcher.remove(watcher);
        if (paths == null) {
            return;
        }
        for (String path : paths) {
            var watchers = byPath.get(path);
            if (watchers != null) {
                int all = bitsOf(WatcherType.ANY);
                count(watchers.remove(watcher, all), 0);
                dropIfEmpty(path, watchers);
            }
        }
    }

    @Override
    public void created(Znode node, Znode parent, long zxid) {
        if (byPath.isEmpty()) {
            return;
        }
        measure(Measured.CREATED_WATCHES, fireData(EventType.NODE_CREATED, node, zxid, null));
        measure(Measured.CHILDREN_WATCHES, fireChildren(EventType.NODE_CHILDREN_CHANGED, parent, zxid, Set.of()));
    }

    @Override
    public void deleted(Znode node, Znode parent, long zxid) {
        if (byPath.isEmpty()) {
            return;
        }
        Set<Watcher> served = identitySet();
        int fired = fireData(EventType.NODE_DELETED, node, zxid, served);
        fired += fireChildren(EventType.NODE_DELETED, node, zxid, served);
        measure(Measured.DELETED_WATCHES, fired);
        measure(Measured.CHILDREN_WATCHES, fireChildren(EventType.NODE_CHILDREN_CHANGED, parent, zxid, Set.of()));
    }

    @Override
    public void dataChanged(Znode node, long zxid) {
        if (!byPath.isEmpty()) {
            measure(Measured.CHANGED_WATCHES, fireData(EventType.NODE_DATA_CHANGED, node, zxid, null));
        }
    }

    /** Number of connections that hold a watch. */
    public int watcherCount() {
        return byWatcher.size();
    }

    /** Number of pairs of path and connection, child watches apart, which is how Apache counts. */
    public int dataWatchCount() {
        return dataWatchCount;
    }

    /** Shows each pair of path and connection that {@link #dataWatchCount} counts. */
    public void forEachDataWatch(BiConsumer<String, Watcher> visitor) {
        byPath.forEach((path, watchers) -> {
            for (int i = 0; i < watchers.size(); i++) {
                if ((watchers.modes(i) & WatchMode.DATA_TABLE) != 0) {
                    visitor.accept(path, watchers.watcher(i));
                }
            }
        });
    }

    /** Shows each watch, child watches included; on the core thread, like everything here. */
    public void forEachWatch(Visitor visitor) {
        byPath.forEach((path, watchers) -> {
            for (int i = 0; i < watchers.size(); i++) {
                for (WatchMode mode : WatchMode.values()) {
                    if ((watchers.modes(i) & mode.bit()) != 0) {
                        visitor.visit(path, watchers.watcher(i), mode);
                    }
                }
            }
        });
    }

    /** Only changes that somebody watches are measured. */
    private void measure(Measured kind, int fired) {
        if (fired > 0) {
            metrics.measure(kind, fired);
        }
    }

    /** Tells who watches the znode's data, or the subtree it is in; each watcher once. Returns how many that are. */
    private int fireData(EventType type, Znode node, long zxid, @Nullable Set<Watcher> served) {
        if (recursiveCount == 0 && served == null) {
            return fireAt(node.path(), WatchMode.DATA_TABLE, event(type, node), node, zxid, null);
        }
        Set<Watcher> once = served == null ? identitySet() : served;
        var event = event(type, node);
        int fired = fireAt(node.path(), WatchMode.DATA_TABLE, event, node, zxid, once);
        String path = node.path();
        while (recursiveCount > 0 && !path.equals(Paths.ROOT)) {
            path = Paths.parent(path);
            fired += fireAt(path, WatchMode.RECURSIVE.bit(), event, node, zxid, once);
        }
        return fired;
    }

    private int fireChildren(EventType type, Znode node, long zxid, Set<Watcher> served) {
        var watchers = byPath.get(node.path());
        return watchers == null
                ? 0
                : fire(node.path(), watchers, WatchMode.CHILD_TABLE, event(type, node), node, zxid, served, null);
    }

    private int fireAt(String path, int modes, WatcherEvent event, Znode node, long zxid, @Nullable Set<Watcher> once) {
        var watchers = byPath.get(path);
        return watchers == null
                ? 0
                : fire(path, watchers, modes, event, node, zxid, once == null ? Set.of() : once, once);
    }

    private int fire(
            String path,
            PathWatchers watchers,
            int modes,
            WatcherEvent event,
            Znode node,
            long zxid,
            Set<Watcher> skipped,
            @Nullable Set<Watcher> served) {
        int spent = modes & (WatchMode.DATA.bit() | WatchMode.CHILDREN.bit());
        int fired = 0;
        // From the back, because a watcher whose last mode is spent is replaced by the last one.
        for (int i = watchers.size() - 1; i >= 0; i--) {
            int held = watchers.modes(i);
            if ((held & modes) == 0) {
                continue;
            }
            var watcher = watchers.watcher(i);
            if (!skipped.contains(watcher)) {
                fired++;
                deliver(watcher, event, node.acls(), zxid);
            }
            if (served != null) {
                served.add(watcher);
            }
            if ((held & spent) != 0) {
                watchers.removeAt(i, spent);
                afterRemoval(path, watchers, watcher, held, held & ~spent);
            }
        }
        return fired;
    }

    private void deliver(Watcher watcher, WatcherEvent event, List<Acl> nodeAcls, long zxid) {
        if (acls.permits(nodeAcls, Perms.READ, watcher.ids())) {
            watcher.deliver(event, zxid);
        }
    }

    private void afterRemoval(String path, PathWatchers watchers, Watcher watcher, int before, int after) {
        count(before, after);
        if (before != 0 && after == 0) {
            var paths = byWatcher.get(watcher);
            if (paths != null) {
                paths.remove(path);
                if (paths.isEmpty()) {
                    byWatcher.remove(watcher);
                }
            }
        }
        dropIfEmpty(path, watchers);
    }

    private void dropIfEmpty(String path, PathWatchers watchers) {
        if (watchers.size() == 0) {
            byPath.remove(path);
        }
    }

    private void count(int before, int after) {
        recursiveCount += has(after, WatchMode.RECURSIVE.bit()) - has(before, WatchMode.RECURSIVE.bit());
        dataWatchCount += has(after, WatchMode.DATA_TABLE) - has(before, WatchMode.DATA_TABLE);
    }

    private static int has(int modes, int wanted) {
        return (modes & wanted) != 0 ? 1 : 0;
    }

    private static int bitsOf(WatcherType type) {
        return switch (type) {
            case DATA -> WatchMode.DATA.bit();
            case CHILDREN -> WatchMode.CHILDREN.bit();
            case PERSISTENT -> WatchMode.PERSISTENT.bit();
            case PERSISTENT_RECURSIVE -> WatchMode.RECURSIVE.bit();
            case ANY -> WatchMode.DATA_TABLE | WatchMode.CHILD_TABLE;
        };
    }

    private static WatcherEvent event(EventType type, Znode node) {
        return new WatcherEvent(type.code(), KeeperState.SYNC_CONNECTED.code(), node.path());
    }

    private static Set<Watcher> identitySet() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }
}
