/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.election;

import io.zk4j.server.quorum.message.Notification;
import java.util.Map;
import java.util.TreeMap;

/**
 * Votes of servers that lost the leader a moment before this one noticed. They are answered with the old decision, as they
 * must be; but they are not said again for a while, and an election would have to wait for that.
 */
final class EarlyVotes {
    /** Older ones say nothing about the election that begins now. */
    static final long MILLIS_MAX = 1000;

    private final Map<Long, Early> byVoter = new TreeMap<>();

    private record Early(Notification vote, long atMillis) {}

    void note(long voter, Notification vote, long nowMillis) {
        byVoter.put(voter, new Early(vote, nowMillis));
    }

    /** It has said or done something else since. */
    void forget(long voter) {
        byVoter.remove(voter);
    }

    /** The votes that belong to a round that begins now, or to a later one; they are given out once. */
    Map<Long, Notification> take(long round, long nowMillis) {
        var votes = new TreeMap<Long, Notification>();
        byVoter.forEach((voter, early) -> {
            if (early.vote().electionEpoch() >= round && nowMillis - early.atMillis() <= MILLIS_MAX) {
                votes.put(voter, early.vote());
            }
        });
        byVoter.clear();
        return votes;
    }
}
