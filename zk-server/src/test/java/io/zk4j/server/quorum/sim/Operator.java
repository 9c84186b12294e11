/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.sim;

import io.zk4j.server.quorum.membership.Member;
import io.zk4j.server.quorum.membership.Membership;
import java.util.HashSet;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Whoever changes the members now and then, through a server that leads: gives votes, takes them, lets servers come and go. */
final class Operator {
    private static final long SESSION = 1_000_000;
    private static final int BETWEEN_MILLIS_MAX = 500;

    private final World world;
    private final Chance chance;
    private int changes;

    Operator(World world) {
        this.world = world;
        this.chance = world.chance();
    }

    void start() {
        world.timeline().after(chance.micros(20, BETWEEN_MILLIS_MAX), () -> {
            if (!world.isHealed()) {
                for (var server : world.servers()) {
                    if (server.isLeading() && !server.isPaused()) {
                        server.accept((Runnable) () -> change(server));
                    }
                }
                start();
            }
        });
    }

    /** What the operation {@code reconfig} does, with its conditions. */
    private void change(SimServer leader) {
        if (!leader.isLeading() || !leader.lastSeenMembership().equals(leader.membership())) {
            return;
        }
        var next = next(leader.membership());
        var ready = new HashSet<>(leader.status().syncedParticipants());
        ready.removeIf(leader.membership()::observes);
        ready.add(leader.id());
        if (next.rule().isQuorum(ready)) {
            var voters = next.participants().stream()
                    .filter(id -> leader.membership().member(id) == null)
                    .collect(Collectors.toSet());
            ready.removeAll(voters);
            if (!next.rule().isQuorum(ready)) {
                world.coverage().count(Situation.CHANGE_NEEDS_A_JOINER);
            }
            leader.change(next, SESSION, ++changes);
        } else {
            world.coverage().count(Situation.CHANGE_REFUSED);
        }
    }

    private Membership next(Membership now) {
        var members = new TreeMap<Long, Member>();
        now.all().forEach(member -> members.put(member.id(), member));
        for (int count = chance.in100(70) ? 1 : chance.between(2, 4); count > 0; count--) {
            long id = chance.oneOf(world.servers()).id();
            var member = members.get(id);
            if (member == null) {
                members.put(id, Scenario.member(id, chance.in100(20)));
            } else if (chance.in100(60)) {
                members.remove(id);
            } else {
                members.put(id, Scenario.member(id, !member.observer()));
            }
        }
        return new Membership(now.version(), members.values(), Map.of(), Map.of());
    }
}
