/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client.session.sim;

import io.zk4j.client.session.WatchChange.Kind;

/** One watcher and what has become of it. */
final class SimWatch {
    static final SimWatch DEFAULT = new SimWatch(Kind.DATA, "");

    final Kind kind;
    final String path;
    /** Whether the reply has come that says that the watch is left. */
    boolean set;
    /** Whether it was set as an exist watch on a znode that was not there. */
    boolean onAbsent;
    /** The state of the znode that the watcher knows. */
    long mzxid;

    int fired;

    SimWatch(Kind kind, String path) {
        this.kind = kind;
        this.path = path;
    }

    boolean isPersistent() {
        return kind == Kind.PERSISTENT || kind == Kind.PERSISTENT_RECURSIVE;
    }

    boolean isWaiting() {
        return set && (isPersistent() || fired == 0);
    }

    @Override
    public String toString() {
        return kind + " watch on " + path;
    }
}
