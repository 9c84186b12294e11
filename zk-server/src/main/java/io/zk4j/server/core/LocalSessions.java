/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.core;

import io.zk4j.server.session.LastHeard;
import io.zk4j.server.session.SessionTable;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The sessions that only this server knows, so that neither their begin nor their end costs a transaction.
 *
 * <p>They cannot move to another server and cannot own ephemerals; what wants to own one is made known to all servers first,
 * if that is allowed. Unlike in Apache's server they outlive a change of leaders, which has nothing to do with them. Owned by
 * the core thread.
 */
final class LocalSessions {
    private final SessionTable sessions;
    private final boolean made;
    private final boolean upgrading;
    private final Set<Long> upgrades = new HashSet<>(); // proposed, not applied

    /**
     * None yet.
     *
     * @param made {@code localSessionsEnabled}
     * @param upgrading {@code localSessionsUpgradingEnabled}
     */
    LocalSessions(boolean made, boolean upgrading, long tickMillis) {
        this.made = made;
        this.upgrading = upgrading;
        this.sessions = new SessionTable(tickMillis);
    }

    /** Whether new sessions are local. */
    boolean areMade() {
        return made;
    }

    boolean mayUpgrade() {
        return upgrading;
    }

    void begin(long id, int timeoutMillis, long nowMillis) {
        sessions.add(id, timeoutMillis, nowMillis);
    }

    boolean contains(long id) {
        return made && sessions.contains(id);
    }

    /** Whether it is local and nobody wants to change that. */
    boolean isPlain(long id) {
        return contains(id) && !upgrades.contains(id);
    }

    /** The session is about to be made known to all servers; returns its timeout. */
    int upgrade(long id) {
        upgrades.add(id);
        return sessions.timeoutMillis(id);
    }

    void touch(long id, long heardMillis) {
        if (made) {
            sessions.touch(id, heardMillis);
        }
    }

    /** Everybody has been cut off by us: they all get their whole timeout to come back. What was proposed is lost. */
    void allHeard(long nowMillis) {
        upgrades.clear();
        sessions.forgive(nowMillis);
    }

    void remove(long id) {
        if (made) {
            sessions.remove(id);
            upgrades.remove(id);
        }
    }

    List<Long> expired(long nowMillis, LastHeard lastHeard) {
        return made
                ? sessions.expired(nowMillis, id -> upgrades.contains(id) ? nowMillis : lastHeard.millis(id))
                : List.of();
    }

    int count() {
        return sessions.size();
    }
}
