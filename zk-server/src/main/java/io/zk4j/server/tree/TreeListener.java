/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.tree;

/**
 * Hears of changes in the moment they are made, on the core thread and before any other thread can see them. That is
 * what lets watch events overtake every reply that shows the change.
 */
public interface TreeListener {
    /** Hears nothing. */
    TreeListener NONE = new TreeListener() {
        @Override
        public void created(Znode node, Znode parent, long zxid) {}

        @Override
        public void deleted(Znode node, Znode parent, long zxid) {}

        @Override
        public void dataChanged(Znode node, long zxid) {}
    };

    /** A znode has been created; {@code parent} is its parent afterwards. */
    void created(Znode node, Znode parent, long zxid);

    /** A znode has been deleted; {@code node} is what it was, {@code parent} its parent afterwards. */
    void deleted(Znode node, Znode parent, long zxid);

    /** A client has set a znode's data. */
    void dataChanged(Znode node, long zxid);
}
