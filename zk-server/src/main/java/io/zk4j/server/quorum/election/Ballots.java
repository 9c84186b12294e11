/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.election;

import io.zk4j.server.quorum.message.ServerState;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The last ballot of each voter; as many as there are voters at most. */
final class Ballots {
    private final Map<Long, Ballot> byVoter = new HashMap<>();

    void put(long voter, Ballot ballot) {
        byVoter.put(voter, ballot);
    }

    void clear() {
        byVoter.clear();
    }

    /** Who is for the same as {@code ballot}. */
    Set<Long> agreeingWith(Ballot ballot) {
        return byVoter.entrySet().stream()
                .filter(cast -> cast.getValue().agreesWith(ballot))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether the server itself has said that it leads. */
    boolean hasClaim(long leader) {
        var own = byVoter.get(leader);
        return own != null && own.state() == ServerState.LEADING;
    }
}
