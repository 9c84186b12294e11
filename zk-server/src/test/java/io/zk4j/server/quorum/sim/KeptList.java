/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.sim;

import io.zk4j.server.quorum.broadcast.PeerStatus;
import io.zk4j.server.quorum.broadcast.ZabPhase;
import io.zk4j.server.quorum.membership.Membership;
import io.zk4j.server.quorum.message.ServerState;
import java.util.ArrayList;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The list of members that one server keeps for its next start, and the change that was being decided on. */
final class KeptList {
    private final World world;
    private final long self;
    private Membership list;
    private @Nullable Membership next;

    KeptList(World world, long self) {
        this.world = world;
        this.self = self;
        this.list = world.scenario().membership();
    }

    Membership list() {
        return list;
    }

    @Nullable
    Membership next() {
        return next;
    }

    /** A change is being decided on. */
    void proposed(Membership change) {
        next = change;
    }

    /** A list is in force at a server in this state, and no other one is being decided on. */
    void activated(Membership active, PeerStatus status) {
        var coverage = world.coverage();
        if (next != null && next.version() > active.version()) {
            coverage.count(Situation.CHANGE_CAME_TO_NOTHING);
        }
        boolean follows = status.state() == ServerState.FOLLOWING && status.phase() == ZabPhase.BROADCAST;
        if (follows && list.member(self) == null && active.isParticipant(self)) {
            coverage.count(Situation.FOLLOWER_GETS_A_VOTE);
        }
        if (follows && list.isParticipant(self) && active.member(self) == null) {
            coverage.count(Situation.FOLLOWER_LOSES_ITS_VOTE);
        }
        if (status.state() == ServerState.LEADING && !active.isParticipant(self)) {
            coverage.count(Situation.LEADER_LEAVES);
        }
        list = active;
        next = null;
    }

    /**
     * What the server finds when it starts: the list in force when it stopped or, if that does not name it, with it as an
     * observer, as its operator has to write it. The version stays, or two servers that have left might go back to a list in
     * which they were a quorum.
     */
    Membership forStart() {
        if (list.member(self) == null) {
            var members = new ArrayList<>(list.all());
            members.add(Scenario.member(self, true));
            list = new Membership(list.version(), members, Map.of(), Map.of());
        }
        return list;
    }
}
