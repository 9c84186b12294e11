/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client;

import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Which watches of this program share one watch of the server: a server has one per session, path and table, whoever asked for it. Says
 * when nobody relies on it any more, so that it can be taken away without taking anybody else's.
 *
 * <p>A watch counts from the moment when it is asked for: whoever takes the server's watch away does so before or behind that request.
 * Not thread-safe.
 */
final class WatchUsers {
    /** Those who share one, and whether somebody has left it to them. */
    private static final class Sharing {
        private final Set<Watch> users = Collections.newSetFromMap(new IdentityHashMap<>());
        private boolean left;
    }

    private final Map<String, Sharing> sharing = new HashMap<>();

    /** A watch is about to be asked for. */
    void join(Watch watch) {
        sharing.computeIfAbsent(key(watch), key -> new Sharing()).users.add(watch);
    }

    /**
     * A watch is not wanted any more that the server may have.
     *
     * @return whether the server's watch is nobody's now
     */
    boolean leave(Watch watch) {
        return end(watch, true);
    }

    /**
     * A watch was asked for that the server has not set.
     *
     * @return whether the server has a watch that is nobody's now
     */
    boolean refused(Watch watch) {
        return end(watch, false);
    }

    /** The server's watch has fired and is gone with that; what was asked for since is another one. */
    void fired(Watch watch) {
        Sharing shared = sharing.get(key(watch));
        if (shared != null && shared.users.remove(watch)) {
            shared.left = false;
            if (shared.users.isEmpty()) {
                sharing.remove(key(watch));
            }
        }
    }

    private boolean end(Watch watch, boolean left) {
        Sharing shared = sharing.get(key(watch));
        if (shared == null || !shared.users.remove(watch)) {
            return false;
        }
        shared.left |= left;
        if (!shared.users.isEmpty()) {
            return false;
        }
        sharing.remove(key(watch));
        return shared.left && !isCoveredByPersistent(watch);
    }

    /** Servers before 3.9 have one entry for both kinds, and would take the persistent watch away as well. */
    private boolean isCoveredByPersistent(Watch watch) {
        String path = watch.serverPath();
        return !watch.isPersistent()
                && (sharing.containsKey("PERSISTENT " + path) || sharing.containsKey("PERSISTENT_RECURSIVE " + path));
    }

    private static String key(Watch watch) {
        return table(watch) + " " + watch.serverPath();
    }

    private static String table(Watch watch) {
        return switch (watch.kind()) {
            case DATA, EXIST -> "DATA";
            case CHILD -> "CHILDREN";
            case PERSISTENT -> "PERSISTENT";
            case PERSISTENT_RECURSIVE -> "PERSISTENT_RECURSIVE";
        };
    }
}
