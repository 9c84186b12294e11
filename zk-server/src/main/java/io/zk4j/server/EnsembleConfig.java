/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server;

import io.zk4j.server.quorum.membership.Membership;

/** The part of a {@link ServerConfig} that is about the other servers. Immutable. */
public final class EnsembleConfig {
    private static final int COMMIT_LOG_COUNT_MIN = 500;

    private final ServerConfig config;

    EnsembleConfig(ServerConfig config) {
        this.config = config;
    }

    /** This server's number. */
    public long self() {
        return config.serverId();
    }

    /** The servers as configured. */
    public Membership members() {
        return config.members();
    }

    /** Ticks that a learner may take to connect and synchronise. */
    public int initLimit() {
        return config.get(EnsembleKeys.INIT_LIMIT);
    }

    /** Ticks that a learner may be out of touch. */
    public int syncLimit() {
        return config.get(EnsembleKeys.SYNC_LIMIT);
    }

    /** Whether this server takes clients of its own while it leads. */
    public boolean leaderServes() {
        return config.get(EnsembleKeys.LEADER_SERVES);
    }

    /** Whether new sessions are known to their server only. */
    public boolean localSessions() {
        return config.get(EnsembleKeys.LOCAL_SESSIONS);
    }

    /** Whether such a session is made known to all servers when it must be. */
    public boolean localSessionsUpgrading() {
        return config.get(EnsembleKeys.LOCAL_SESSIONS_UPGRADING);
    }

    /** Transactions that are kept in memory for learners that lack them. */
    public int commitLogCount() {
        return Math.max(COMMIT_LOG_COUNT_MIN, config.get(EnsembleKeys.COMMIT_LOG_COUNT));
    }

    /** How much log a learner is sent at most, measured by the snapshot; negative = none. */
    public double snapshotSizeFactor() {
        return config.get(EnsembleKeys.SNAPSHOT_SIZE_FACTOR);
    }

    /** Whether learners always get a snapshot. */
    public boolean forceSnapshotSync() {
        return config.get(EnsembleKeys.FORCE_SNAPSHOT_SYNC);
    }

    /** Whether the members can be changed while the ensemble runs. */
    public boolean reconfigEnabled() {
        return config.get(EnsembleKeys.RECONFIG);
    }

    /**
     * Requests that may be under way at this server. The leader has those of all servers, so with more than two that vote each
     * gets its share.
     */
    public int outstandingLimit() {
        int voters = members().participants().size();
        int limit = config.globalOutstandingLimit();
        return voters > 2 ? Math.max(1, limit / (voters - 1)) : limit;
    }

    /** The top byte of the ids of the sessions that begin here. */
    int sessionIdByte() {
        return (int) self() & 0xFF;
    }
}
