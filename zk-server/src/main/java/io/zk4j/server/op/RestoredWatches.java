/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.op;

import io.zk4j.protocol.EventType;
import io.zk4j.protocol.KeeperState;
import io.zk4j.protocol.WatcherEvent;
import io.zk4j.server.tree.TreeView;
import io.zk4j.server.watch.WatchMode;
import io.zk4j.server.watch.WatchTable;
import io.zk4j.server.watch.Watcher;
import java.util.List;

/**
 * Leaves the watches again that a client held before it came to this server, or tells it at once what they would have
 * told it meanwhile.
 */
final class RestoredWatches {
    private final long seenZxid; // the last that the client knows of
    private final Watcher watcher;
    private final WatchTable watches;
    private final TreeView view;

    RestoredWatches(long seenZxid, Watcher watcher, WatchTable watches, TreeView view) {
        this.seenZxid = seenZxid;
        this.watcher = watcher;
        this.watches = watches;
        this.view = view;
    }

    /** Watches of znodes that existed, for their data. */
    void data(List<String> paths) {
        for (String path : paths) {
            var node = view.get(path);
            if (node == null) {
                tell(EventType.NODE_DELETED, path);
            } else if (node.mzxid() > seenZxid) {
                tell(EventType.NODE_DATA_CHANGED, path);
            } else {
                watches.add(path, watcher, WatchMode.DATA);
            }
        }
    }

    /** Watches of znodes that did not exist. */
    void existence(List<String> paths) {
        for (String path : paths) {
            if (view.get(path) != null) {
                tell(EventType.NODE_CREATED, path);
            } else {
                watches.add(path, watcher, WatchMode.DATA);
            }
        }
    }

    /** Watches of znodes that existed, for their children. */
    void children(List<String> paths) {
        for (String path : paths) {
            var node = view.get(path);
            if (node == null) {
                tell(EventType.NODE_DELETED, path);
            } else if (node.pzxid() > seenZxid) {
                tell(EventType.NODE_CHILDREN_CHANGED, path);
            } else {
                watches.add(path, watcher, WatchMode.CHILDREN);
            }
        }
    }

    /** Watches that stay; what they have missed is lost. */
    void staying(List<String> paths, WatchMode mode) {
        paths.forEach(path -> watches.add(path, watcher, mode));
    }

    private void tell(EventType type, String path) {
        var event = new WatcherEvent(type.code(), KeeperState.SYNC_CONNECTED.code(), path);
        watcher.deliver(event, Watcher.CATCHING_UP);
    }
}
