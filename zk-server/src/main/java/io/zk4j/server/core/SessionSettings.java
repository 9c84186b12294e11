/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.core;

import io.zk4j.server.session.SessionIds;
import io.zk4j.server.session.SessionTable;

/**
 * How a server keeps its sessions.
 *
 * @param shared whether other servers have clients too
 * @param localsMade {@code localSessionsEnabled}
 * @param localsUpgrading {@code localSessionsUpgradingEnabled}
 * @param serverId this server's number among the others
 * @param checkMillis how often it is asked who has been silent for too long; 0 = at every tick of the clock
 */
public record SessionSettings(
        SessionIds ids,
        SessionTimeouts timeouts,
        boolean shared,
        boolean localsMade,
        boolean localsUpgrading,
        long serverId,
        long tickMillis,
        long checkMillis) {
    /** Of a server on its own, which is told of the time once in {@code tickMillis}. */
    public static SessionSettings alone(SessionIds ids, SessionTimeouts timeouts, long tickMillis) {
        return new SessionSettings(ids, timeouts, false, false, false, 0, tickMillis, 0);
    }

    SessionRights rights(SessionTable sessions) {
        return shared ? SessionRights.shared(sessions, localsMade, serverId) : SessionRights.alone(sessions);
    }

    LocalSessions locals() {
        return new LocalSessions(localsMade, localsUpgrading, tickMillis);
    }
}
