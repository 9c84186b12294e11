/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The servers of an ensemble, and its groups and weights if it has a hierarchical quorum. Immutable. */
public final class Members {
    static final Members NONE = new Members(new TreeMap<>(), Map.of(), Map.of());

    private final SortedMap<Long, Member> byId;
    private final Map<Long, List<Long>> groups;
    private final Map<Long, Long> weights;

    Members(SortedMap<Long, Member> byId, Map<Long, List<Long>> groups, Map<Long, Long> weights) {
        this.byId = new TreeMap<>(byId);
        this.groups = Map.copyOf(groups);
        this.weights = Map.copyOf(weights);
    }

    /** All, by ascending id. */
    public List<Member> all() {
        return List.copyOf(byId.values());
    }

    public @Nullable Member byId(long id) {
        return byId.get(id);
    }

    public long participants() {
        return byId.values().stream().filter(member -> !member.observer()).count();
    }

    /** Server ids by group; empty for a plain majority. */
    public Map<Long, List<Long>> groups() {
        return groups;
    }

    public long weight(long id) {
        return weights.getOrDefault(id, 1L);
    }

    String ids() {
        return byId.keySet().stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    /** What is wrong with the list as a whole; empty if it can be run with. */
    List<String> problems(boolean standaloneEnabled) {
        if (!byId.isEmpty() && participants() == 0) {
            return List.of("the server list has observers only; give at least one server.N the role participant");
        }
        if (!standaloneEnabled && participants() == 0) {
            return List.of("standaloneEnabled=false needs a server list; add a line server.N=host:port:electionPort");
        }
        if (groups.isEmpty()) {
            return List.of();
        }
        return byId.values().stream()
                .filter(member -> !member.observer())
                .filter(member -> groups.values().stream()
                                .filter(ids -> ids.contains(member.id()))
                                .count()
                        != 1)
                .map(member -> "server." + member.id() + " must be in exactly one group.N, because there are groups")
                .toList();
    }
}
