/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.election;

/**
 * For whom a server is, and in which round.
 *
 * @param zxid the last transaction in the log of the one that is proposed
 * @param electionEpoch the round
 * @param peerEpoch the last epoch that the one that is proposed took part in
 */
public record Vote(long leader, long zxid, long electionEpoch, long peerEpoch) {
    /** A server without a vote says this: what every real vote is better than. */
    static Vote ofObserver(long electionEpoch) {
        return new Vote(Long.MIN_VALUE, Long.MIN_VALUE, electionEpoch, Long.MIN_VALUE);
    }

    /** Whose history is longer; among equals, whose number is larger. The round does not matter. */
    boolean isBetterThan(Vote other) {
        if (peerEpoch != other.peerEpoch) {
            return peerEpoch > other.peerEpoch;
        }
        return zxid != other.zxid ? zxid > other.zxid : leader > other.leader;
    }

    Vote inRound(long round) {
        return new Vote(leader, zxid, round, peerEpoch);
    }

    Vote inEpoch(long epoch) {
        return new Vote(leader, zxid, electionEpoch, epoch);
    }
}
