/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.sim;

import io.zk4j.server.quorum.broadcast.EpochKind;
import io.zk4j.server.quorum.membership.Membership;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What has been decided, seen from above: the one sequence that every server that serves must have applied the beginning of.
 * A transaction is in it from the moment at which the first server that serves shows it.
 */
final class Truth {
    private static final int CXID_BITS = 32;

    private final World world;
    private final List<Prefix> decided = new ArrayList<>(); // by length
    private final Map<Long, SimServer> leaders = new HashMap<>(); // by epoch
    private final Map<Long, Prefix> begunWith = new HashMap<>(); // by epoch: the history that its leader has
    private final Set<Long> writes = new HashSet<>();
    private final Map<Long, Long> syncs = new HashMap<>(); // by request: what the leader had proposed when it came
    private Membership members; // in force
    private QuorumTable quorums; // of these
    private int acknowledged; // length of the longest state that a client was told of

    Truth(World world) {
        this.world = world;
        this.members = world.scenario().membership();
        this.quorums = new QuorumTable(members, world.scenario().servers());
        decided.add(world.empty());
    }

    /** All that is decided. */
    Prefix decided() {
        return decided.get(decided.size() - 1);
    }

    boolean isDecided(Prefix prefix) {
        return prefix.length() < decided.size() && decided.get(prefix.length()) == prefix;
    }

    int acknowledged() {
        return acknowledged;
    }

    /** A client was told of a write that made this state. */
    void acknowledged(Prefix state) {
        acknowledged = Math.max(acknowledged, state.length());
    }

    /** A leader has the promise of a quorum and brings the epoch to its disk. */
    void epochBegins(SimServer leader, long epoch, Prefix history) {
        var other = leaders.putIfAbsent(epoch, leader);
        if (other != null) {
            throw Invariant.ONE_LEADER_PER_EPOCH.broken("epoch " + epoch + " of " + other + " and " + leader);
        }
        begunWith.put(epoch, history);
    }

    /** A server has made itself part of an epoch for good. */
    void epochIsDurable(SimServer server, long epoch) {
        var history = begunWith.get(epoch);
        if ((history == null || !history.begins(server.disk().durable()))
                && world.watches(Invariant.EPOCH_ONLY_BEHIND_ITS_DATA)) {
            throw Invariant.EPOCH_ONLY_BEHIND_ITS_DATA.broken(
                    server + " has epoch " + epoch + ", which begins with " + history + ", on " + server.disk());
        }
    }

    /** A leader begins to serve. */
    void leads(SimServer leader, long epoch) {
        if (leaders.get(epoch) != leader) {
            throw Invariant.ONE_LEADER_PER_EPOCH.broken(
                    leader + " serves as leader of epoch " + epoch + ", whose leader is " + leaders.get(epoch));
        }
        int inEpoch = 0;
        for (var server : world.servers()) {
            inEpoch |= server.disk().epoch(EpochKind.CURRENT) >= epoch ? server.bit() : 0;
        }
        if (members.version() != 0 && leader.membership().version() > members.version()) {
            world.coverage().count(Situation.CHANGE_COMPLETED_BY_THE_NEXT_LEADER);
        }
        inForce(leader);
        if (!quorums.isQuorum(inEpoch) && world.watches(Invariant.LEADS_ONLY_WITH_A_QUORUM)) {
            throw Invariant.LEADS_ONLY_WITH_A_QUORUM.broken(
                    leader + " leads epoch " + epoch + " with " + Integer.toBinaryString(inEpoch));
        }
        var tree = leader.tree();
        if (tree != leader.disk().logged() && world.watches(Invariant.MEMORY_IS_THE_LOG)) {
            throw Invariant.MEMORY_IS_THE_LOG.broken(leader + " shows " + tree + " and has " + leader.disk());
        }
        requireAllThatIsDecided(leader, tree, epoch);
        if (tree.length() > decided().length()) {
            world.coverage().count(Situation.UNDECIDED_TAIL_KEPT_BY_THE_NEXT_LEADER);
        }
        shows(leader);
    }

    /**
     * What was decided in earlier epochs is part of what an epoch begins with. A leader that was frozen may hear of its
     * quorum only when the others have a later epoch already; it can decide nothing any more, so what they decided is no
     * matter of its own.
     */
    private void requireAllThatIsDecided(SimServer leader, Prefix tree, long epoch) {
        int needed = decided.size() - 1;
        while (decided.get(needed).zxid() >>> Integer.SIZE >= epoch) {
            needed--;
        }
        if (needed <= tree.length() && decided.get(needed).begins(tree)) {
            return;
        }
        int common = Math.min(needed, tree.length());
        while (!decided.get(common).begins(tree)) {
            common--;
        }
        var invariant =
                common < acknowledged ? Invariant.ACKNOWLEDGED_WRITE_IS_NEVER_LOST : Invariant.COMMITTED_IS_NEVER_LOST;
        throw invariant.broken(leader + " leads epoch " + epoch + " with " + tree + ", which has only the first "
                + common + " transactions of " + decided.get(needed));
    }

    /** A server that serves clients has this tree now. */
    void shows(SimServer server) {
        var tree = server.tree();
        if (tree.length() < decided.size()) {
            if (decided.get(tree.length()) != tree) {
                throw Invariant.PREFIXES_AGREE.broken(
                        server + " shows " + tree + ", decided is " + decided.get(tree.length()));
            }
            return;
        }
        if (!decided().begins(tree)) {
            throw Invariant.PREFIXES_AGREE.broken(server + " shows " + tree + ", decided is " + decided());
        }
        extend(tree);
        inForce(server);
        requireOnQuorum();
    }

    /** The members that are in force. */
    Membership members() {
        return members;
    }

    /** What is decided when a server has a newer list in force than any before it is on a quorum of both the old and the new. */
    private void inForce(SimServer server) {
        var next = server.membership();
        if (world.scenario().membersChange() && next.version() > members.version()) {
            requireOnQuorum();
            members = next;
            quorums = new QuorumTable(next, world.scenario().servers());
            requireOnQuorum();
        }
    }

    private void extend(Prefix tree) {
        if (tree.length() > decided.size()) {
            extend(tree.before());
        }
        decided.add(tree);
        var header = tree.record().header();
        if (!writes.add(id(header.sessionId(), header.cxid()))) {
            throw Invariant.EACH_WRITE_ONCE.broken(Words.of(tree.record()) + " was decided before");
        }
    }

    /** To be called when a disk may have lost something. */
    void requireOnQuorum() {
        if (!world.watches(Invariant.COMMITTED_IS_ON_A_QUORUM)) {
            return;
        }
        int holders = 0;
        for (var server : world.servers()) {
            holders |= decided().begins(server.disk().durable()) ? server.bit() : 0;
        }
        if (!quorums.isQuorum(holders)) {
            throw Invariant.COMMITTED_IS_ON_A_QUORUM.broken(
                    decided() + " are on the disks of " + Integer.toBinaryString(holders)
                            + " (server 1 on the right), and the" + " members are " + members.lines());
        }
    }

    /** A leader was asked for a sync, having proposed this much. */
    void syncAsked(long session, int cxid, long lastProposed) {
        syncs.put(id(session, cxid), lastProposed);
    }

    /** A client was told that its sync is done. */
    void syncAnswered(long session, int cxid, Prefix state) {
        long asked = syncs.getOrDefault(id(session, cxid), Long.MAX_VALUE);
        if (state.zxid() < asked) {
            throw Invariant.SYNC_CATCHES_UP.broken("session " + session + " cxid " + cxid + " is at " + state
                    + ", the leader was at " + Words.zxid(asked));
        }
    }

    private static long id(long session, int cxid) {
        return session << CXID_BITS | cxid;
    }

    /** How many writes of clients have been decided. */
    int writes() {
        return writes.size();
    }
}
