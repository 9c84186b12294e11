/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.election;

import io.zk4j.server.quorum.message.Notification;
import io.zk4j.server.quorum.message.ServerState;

/**
 * A vote as somebody cast it.
 *
 * @param state of the voter at that time
 * @param version of the form of its message
 */
record Ballot(ServerState state, int version, Vote vote) {
    static Ballot of(Notification n) {
        return new Ballot(n.state(), n.version(), new Vote(n.leader(), n.zxid(), n.electionEpoch(), n.peerEpoch()));
    }

    /** The ballot of somebody who has not decided. */
    static Ballot looking(Vote vote) {
        return new Ballot(ServerState.LOOKING, Notification.VERSION, vote);
    }

    /**
     * Whether both are for the same. Between those who have decided, the round and the zxid do not count, since they may
     * have joined at different times; and the forms without a version know the epoch only from the zxid.
     */
    boolean agreesWith(Ballot other) {
        if (state == ServerState.LOOKING || other.state == ServerState.LOOKING) {
            return vote.equals(other.vote);
        }
        boolean epochsCompare = version > 0 == other.version > 0;
        return vote.leader() == other.vote.leader() && (!epochsCompare || vote.peerEpoch() == other.vote.peerEpoch());
    }
}
