/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.membership;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a membership becomes when it is told to change; in the words of a {@code reconfig} request. Pure. */
public final class Reconfiguration {
    private static final String SERVER = "server.";

    private Reconfiguration() {}

    /**
     * The next membership, still under the version of the current one.
     *
     * @param joining lines {@code server.N=...} with commas between, for servers that come or change; null for none
     * @param leaving numbers of servers that go, with commas between; null for none
     * @param all lines of the whole new list, which may have groups and weights; null to change the current one
     * @throws IllegalArgumentException with what is wrong with the request
     */
    public static Membership of(
            Membership current, @Nullable String joining, @Nullable String leaving, @Nullable String all) {
        var next = all == null || all.isBlank() ? changed(current, joining, leaving) : replaced(current, all);
        var problems = next.problems(true);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
        return next;
    }

    private static Membership replaced(Membership current, String all) {
        return Membership.parse(all.replace(',', '\n')).withVersion(current.version());
    }

    private static Membership changed(Membership current, @Nullable String joining, @Nullable String leaving) {
        if (current.hasGroups()) {
            throw new IllegalArgumentException("servers cannot be added or removed one by one where there are groups;"
                    + " give the whole new list");
        }
        Map<Long, Member> members = new HashMap<>();
        current.all().forEach(member -> members.put(member.id(), member));
        items(leaving).forEach(id -> members.remove(number(id)));
        for (String line : items(joining)) {
            var joiners = line.startsWith(SERVER) ? Membership.parse(line).all() : List.<Member>of();
            if (joiners.stream().allMatch(joiner -> joiner.client() == null)) {
                throw new IllegalArgumentException("'" + line + "' must be server.N=host:port:electionPort;clientPort");
            }
            joiners.forEach(joiner -> members.put(joiner.id(), joiner));
        }
        return new Membership(current.version(), members.values(), Map.of(), Map.of());
    }

    private static List<String> items(@Nullable String text) {
        return text == null
                ? List.of()
                : Arrays.stream(text.split("[,\n]", -1))
                        .map(String::strip)
                        .filter(item -> !item.isEmpty())
                        .toList();
    }

    private static long number(String id) {
        try {
            return Long.parseLong(id);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + id + "' is no server number", e);
        }
    }
}
