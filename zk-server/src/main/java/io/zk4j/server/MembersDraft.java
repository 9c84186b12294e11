/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server;

import io.zk4j.server.quorum.membership.Member;
import io.zk4j.server.quorum.membership.Membership;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Collects the lines {@code server.N}, {@code group.N} and {@code weight.N} while files are read. */
final class MembersDraft {
    private final SortedMap<Long, Member> byId = new TreeMap<>();
    private final Map<Long, List<Long>> groups = new HashMap<>();
    private final Map<Long, Long> weights = new HashMap<>();

    static boolean knows(String key) {
        return key.startsWith("server.") || key.startsWith("group.") || key.startsWith("weight.");
    }

    boolean isEmpty() {
        return byId.isEmpty() && groups.isEmpty() && weights.isEmpty();
    }

    /** Takes one line in; returns what is wrong with it, as the end of a sentence about its value. */
    Optional<String> add(ConfigFile.Line line) {
        var dot = line.key().indexOf('.');
        long number;
        try {
            number = Long.parseLong(line.key().substring(dot + 1));
        } catch (NumberFormatException e) {
            return Optional.of("the key must end in a number: " + line.key().substring(0, dot) + ".1");
        }
        try {
            switch (line.key().substring(0, dot)) {
                case "server" -> byId.put(number, Member.parse(number, line.value()));
                case "group" -> groups.put(number, Membership.group(line.value()));
                default -> weights.put(number, Long.parseLong(line.value()));
            }
            return Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.of(
                    line.key().startsWith("group")
                            ? "must be server numbers with colons between, 1:2:3"
                            : "must be a whole number");
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    Membership build() {
        return new Membership(0, byId.values(), groups, weights);
    }
}
