/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.broadcast;

import io.zk4j.server.quorum.message.ServerState;
import java.util.Set;

/**
 * What a peer is and does.
 *
 * @param leader the leader's id, this server's own included; {@link #NO_LEADER} while none is known
 * @param epoch of the leader, once it is known; before that the last one that this server took part in
 * @param electionMillis how long the last election took
 * @param syncMillis how long it took from the election to the phase BROADCAST; 0 before it is reached
 * @param syncedParticipants learners with a vote that a leader has synchronised
 * @param syncedObservers learners without a vote that a leader has synchronised
 * @param learners connections that a leader has, synchronised or not
 * @param lastProposed the last zxid that a leader proposed or a learner was asked to log
 */
public record PeerStatus(
        ServerState state,
        ZabPhase phase,
        long leader,
        long epoch,
        long electionMillis,
        long syncMillis,
        Set<Long> syncedParticipants,
        Set<Long> syncedObservers,
        int learners,
        long lastProposed) {
    public static final long NO_LEADER = -1;

    public PeerStatus {
        syncedParticipants = Set.copyOf(syncedParticipants);
        syncedObservers = Set.copyOf(syncedObservers);
    }
}
