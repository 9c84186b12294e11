/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.core;

import io.zk4j.server.tree.DataTree;
import io.zk4j.server.tree.EphemeralOwner;
import io.zk4j.server.tree.Znode;
import java.util.ArrayList;
import java.util.List;

/** Finds the containers that are empty again and the znodes whose time is over. Owned by the core thread. */
public final class Reaper {
    private static final long MINUTE_MILLIS = 60_000;

    private final DataTree tree;
    private final Settings settings;
    private long lastCheckMillis;

    Reaper(DataTree tree, Settings settings, long nowMillis) {
        this.tree = tree;
        this.settings = settings;
        this.lastCheckMillis = nowMillis;
    }

    /** Paths to be deleted now; nothing between two checks. */
    List<String> due(long nowMillis, long wallMillis) {
        if (nowMillis - lastCheckMillis < settings.checkMillis()) {
            return List.of();
        }
        lastCheckMillis = nowMillis;
        long max =
                Math.max(1, settings.perMinuteMax() * Math.min(settings.checkMillis(), MINUTE_MILLIS) / MINUTE_MILLIS);
        var due = new ArrayList<String>();
        for (String path : tree.reapable()) {
            var node = tree.get(path);
            if (node != null && isDue(node, wallMillis)) {
                due.add(path);
                if (due.size() == max) {
                    break;
                }
            }
        }
        return due;
    }

    private boolean isDue(Znode node, long wallMillis) {
        if (node.numChildren() > 0) {
            return false;
        }
        long ageMillis = wallMillis - node.mtime();
        if (EphemeralOwner.isContainer(node.ephemeralOwner())) {
            return node.createCount() > 0 || (settings.neverUsedMillis() > 0 && ageMillis > settings.neverUsedMillis());
        }
        return ageMillis > EphemeralOwner.ttlMillis(node.ephemeralOwner());
    }

    /**
     * How znodes are reaped.
     *
     * @param neverUsedMillis when a container that never had a child goes; 0 = never
     */
    public record Settings(long checkMillis, long perMinuteMax, long neverUsedMillis) {}
}
