/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server;

import io.zk4j.server.core.SessionSettings;
import io.zk4j.server.core.SessionTimeouts;
import io.zk4j.server.peer.NetworkSettings;
import io.zk4j.server.quorum.broadcast.PeerSettings;
import io.zk4j.server.quorum.election.ElectionTimes;
import io.zk4j.server.quorum.membership.Membership;
import io.zk4j.server.session.SessionIds;

/** The part of a {@link ServerConfig} that is about the other servers. Immutable. */
public final class EnsembleConfig {
    private static final int COMMIT_LOG_COUNT_MIN = 500;

    /** One participant would run alone after a restart, so it must not come to that. */
    private static final int PARTICIPANTS_MIN = 2;

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

    /** Whether the hint {@code peerType} says that this server has no vote. */
    boolean saysObserver() {
        return config.get(EnsembleKeys.PEER_TYPE).equals("observer");
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

    /** How many servers with a vote a change of the members must leave. */
    public int participantsMin() {
        return config.get(EnsembleKeys.STANDALONE) ? PARTICIPANTS_MIN : 1;
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

    /** How long votes wait for answers. */
    ElectionTimes electionTimes() {
        return new ElectionTimes(
                config.get(EnsembleKeys.NOTIFICATION_MIN),
                config.get(EnsembleKeys.NOTIFICATION_MAX),
                ElectionTimes.DEFAULT.finalizeMillis());
    }

    /** What the peer that decides is told. */
    PeerSettings peer() {
        return new PeerSettings(
                self(),
                config.tickMillis(),
                initLimit(),
                syncLimit(),
                commitLogCount(),
                snapshotSizeFactor(),
                forceSnapshotSync(),
                reconfigEnabled(),
                config.get(EnsembleKeys.EPOCH_WAIT),
                config.get(EnsembleKeys.SNAPSHOTS_MAX),
                config.get(EnsembleKeys.DIFFS_MAX));
    }

    /** What the connections to the other servers are told. */
    NetworkSettings network() {
        int connectTicks = config.get(EnsembleKeys.CONNECT_LIMIT);
        int openingMillis = config.get(EnsembleKeys.OPENING_TIMEOUT);
        return new NetworkSettings(
                self(),
                config.get(EnsembleKeys.CONNECT_TIMEOUT),
                openingMillis < 0 ? syncLimit() * config.tickMillis() : openingMillis,
                (connectTicks == 0 ? initLimit() : connectTicks) * config.tickMillis(),
                config.frameLimits().fieldBytesMax(),
                config.get(EnsembleKeys.LISTEN_ON_ALL),
                config.get(EnsembleKeys.ELECTION_BIND_RETRY),
                config.get(EnsembleKeys.SEVERAL_ADDRESSES),
                config.get(EnsembleKeys.PEER_KEEP_ALIVE));
    }

    /** How sessions are kept. */
    SessionSettings sessions(SessionTimeouts timeouts, long startedMillis) {
        int firstByte = (int) self() & 0xFF;
        return new SessionSettings(
                new SessionIds(firstByte, startedMillis),
                timeouts,
                true,
                localSessions(),
                localSessionsUpgrading(),
                firstByte,
                config.tickMillis(),
                config.tickMillis());
    }
}
