/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.membership;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is wrong with a server list as a whole, though each of its lines can be read. Pure. */
final class MembershipProblems {
    private static final String ANY_ADDRESS = "0.0.0.0";

    private final Membership members;
    private final Map<Long, List<Long>> groups;
    private final Map<Long, Long> weights;

    MembershipProblems(Membership members, Map<Long, List<Long>> groups, Map<Long, Long> weights) {
        this.members = members;
        this.groups = groups;
        this.weights = weights;
    }

    List<String> find(boolean standaloneEnabled) {
        if (!members.all().isEmpty() && members.participants().isEmpty()) {
            return List.of("the server list has observers only; give at least one server.N the role participant");
        }
        if (!standaloneEnabled && members.participants().isEmpty()) {
            return List.of("standaloneEnabled=false needs a server list; add a line server.N=host:port:electionPort");
        }
        var problems = sharedAddresses();
        problems.addAll(groups.isEmpty() ? weightsWithoutGroups() : ofGroups());
        return problems;
    }

    private List<String> sharedAddresses() {
        var problems = new ArrayList<String>();
        var users = new HashMap<String, Long>();
        for (var member : members.all()) {
            for (String address : endpoints(member)) {
                var other = users.putIfAbsent(address, member.id());
                if (other != null) {
                    problems.add("servers " + other + " and " + member.id() + " would both be at " + address
                            + "; correct one of the two lines");
                }
            }
        }
        return problems;
    }

    private static List<String> endpoints(Member member) {
        var endpoints = new ArrayList<String>();
        for (var address : member.addresses()) {
            endpoints.add(address.host() + ":" + address.quorumPort());
            endpoints.add(address.host() + ":" + address.electionPort());
        }
        var client = member.client();
        if (client != null && !client.host().equals(ANY_ADDRESS)) {
            endpoints.add(client.host() + ":" + client.port());
        }
        return endpoints.stream().distinct().toList();
    }

    private List<String> weightsWithoutGroups() {
        return weights.isEmpty()
                ? List.of()
                : List.of("weights need groups: there are lines weight.N, and no group.N to which they could apply; put"
                        + " every server with a vote into a group.N, or remove the weights");
    }

    private List<String> ofGroups() {
        var problems = new ArrayList<String>();
        members.participants().stream()
                .sorted()
                .filter(id ->
                        groups.values().stream().filter(ids -> ids.contains(id)).count() != 1)
                .map(id -> "server." + id + " must be in exactly one group.N, because there are groups")
                .forEach(problems::add);
        if (problems.isEmpty() && members.participants().stream().noneMatch(members.rule()::mayLead)) {
            problems.add("no server with a vote has a weight above 0, so that none could ever lead; give at least one a"
                    + " weight.N of 1 or more");
        }
        return problems;
    }
}
