/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.membership;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whose agreement decides. Any two sets of servers that a rule lets decide have a server in common. */
public sealed interface QuorumRule {
    /** Whether these servers decide; who has no vote does not count. */
    boolean isQuorum(Set<Long> servers);

    /** Whether the server may be elected leader. */
    boolean mayLead(long server);

    /** More than half of the participants. */
    record Majority(Set<Long> participants) implements QuorumRule {
        public Majority {
            participants = Set.copyOf(participants);
        }

        @Override
        public boolean isQuorum(Set<Long> servers) {
            return servers.stream().filter(participants::contains).count() > participants.size() / 2;
        }

        @Override
        public boolean mayLead(long server) {
            return participants.contains(server);
        }
    }

    /**
     * More than half of the weight in more than half of the groups; a group whose weights are all 0 does not exist.
     *
     * @param groups the participants of each group
     * @param weights of each participant
     */
    record Weighted(Map<Long, List<Long>> groups, Map<Long, Long> weights) implements QuorumRule {
        public Weighted {
            groups = Map.copyOf(groups);
            weights = Map.copyOf(weights);
        }

        @Override
        public boolean isQuorum(Set<Long> servers) {
            int agreeing = 0;
            int counting = 0;
            for (var group : groups.values()) {
                long weight = weightOf(group, weights.keySet());
                if (weight > 0) {
                    counting++;
                    agreeing += weightOf(group, servers) > weight / 2 ? 1 : 0;
                }
            }
            return agreeing > counting / 2;
        }

        @Override
        public boolean mayLead(long server) {
            return weights.getOrDefault(server, 0L) > 0;
        }

        private long weightOf(List<Long> group, Set<Long> servers) {
            return group.stream()
                    .filter(servers::contains)
                    .mapToLong(server -> weights.getOrDefault(server, 0L))
                    .sum();
        }
    }

    /** The rule of an ensemble: weighted if it has groups, else a majority. */
    static QuorumRule of(Set<Long> participants, Map<Long, List<Long>> groups, Map<Long, Long> weights) {
        if (groups.isEmpty()) {
            return new Majority(participants);
        }
        var ofParticipants = new HashMap<Long, Long>();
        participants.forEach(server -> ofParticipants.put(server, weights.getOrDefault(server, 1L)));
        return new Weighted(groups, ofParticipants);
    }
}
