/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.zookeeper;

import java.util.Set;

/** What a test may do to a client, done by its engine. */
final class ZooKeeperTestable implements Testable {
    private final Session session;

    ZooKeeperTestable(Session session) {
        this.session = session;
    }

    @Override
    public void injectSessionExpiration() {
        session.engine().expireNow();
    }

    @Override
    public void queueEvent(WatchedEvent event) {
        Watcher watcher = session.defaultWatcher();
        session.queue(event, watcher == null ? Set.of() : Set.of(watcher));
    }

    @Override
    public void closeSocket() {
        session.engine().dropConnection();
    }
}
