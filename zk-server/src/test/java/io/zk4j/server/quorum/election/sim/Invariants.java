/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.election.sim;

import io.zk4j.server.quorum.election.Vote;
import io.zk4j.server.quorum.membership.Membership;
import io.zk4j.server.quorum.message.Notification;
import io.zk4j.server.quorum.message.ServerState;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What must hold at every moment of an election, whatever the network does. */
final class Invariants {
    /** Whose history is how long. */
    private record History(long epoch, long zxid) {
        boolean isAtLeast(History other) {
            return epoch != other.epoch ? epoch > other.epoch : zxid >= other.zxid;
        }
    }

    /** The leader and epoch that somebody says it follows or leads. */
    private record Decision(long leader, long epoch) {}

    private final Membership membership;
    private final Map<Long, History> looking = new HashMap<>(); // with which each began its last election
    private final Map<Long, Set<History>> proposed = new HashMap<>(); // with which each has ever begun one
    private final Map<Long, Set<Vote>> votes = new HashMap<>();
    private final Map<Long, Set<Vote>> toldObservers = new HashMap<>();
    private final Map<Long, Set<Decision>> decisions = new HashMap<>();
    private final Set<Long> claims = new HashSet<>(); // who has ever said that it leads
    private final Map<Long, Long> leaderOfEpoch = new HashMap<>();

    Invariants(Membership membership) {
        this.membership = membership;
    }

    void looks(Server server, long zxid, long epoch) {
        var history = new History(epoch, zxid);
        looking.put(server.id(), history);
        proposed.computeIfAbsent(server.id(), id -> new HashSet<>()).add(history);
        if (server.isVoter()) {
            votesOf(server.id()).add(new Vote(server.id(), zxid, server.round(), epoch));
        }
    }

    void says(Server server, long to, Notification n) {
        var vote = new Vote(n.leader(), n.zxid(), n.electionEpoch(), n.peerEpoch());
        if (n.state() == ServerState.LEADING) {
            claims.add(server.id());
        }
        if (n.state() == ServerState.FOLLOWING || n.state() == ServerState.LEADING) {
            decisions.computeIfAbsent(server.id(), id -> new HashSet<>()).add(new Decision(n.leader(), n.peerEpoch()));
        }
        if (n.state() == ServerState.LOOKING && server.isVoter()) {
            // An observer is told the last decision, as Apache's servers do it, even by those who look for another
            // leader.
            if (membership.isParticipant(to)) {
                votesOf(server.id()).add(vote);
                votesForTheBetter(server, vote);
            } else {
                toldObservers
                        .computeIfAbsent(server.id(), id -> new HashSet<>())
                        .add(vote);
            }
        }
    }

    private void votesForTheBetter(Server server, Vote vote) {
        var history = new History(vote.peerEpoch(), vote.zxid());
        check(
                proposed.getOrDefault(vote.leader(), Set.of()).contains(history),
                () -> "%s votes %s, which that server never proposed".formatted(server, vote));
        var own = looking.get(server.id());
        check(
                own == null || history.isAtLeast(own) || !membership.rule().mayLead(server.id()),
                () -> "%s votes %s, although its own history is longer".formatted(server, vote));
    }

    void decides(Server server, Vote vote) {
        check(
                membership.rule().mayLead(vote.leader()),
                () -> "%s decides %s, who may not lead".formatted(server, vote));
        var agreeing = membership.participants().stream()
                .filter(voter -> hasVoted(voter, vote, server)
                        || decisions
                                .getOrDefault(voter, Set.of())
                                .contains(new Decision(vote.leader(), vote.peerEpoch())))
                .collect(Collectors.toSet());
        check(
                membership.rule().isQuorum(agreeing),
                () -> "%s decides %s, with only %s".formatted(server, vote, agreeing));
        boolean byVotes = membership
                .rule()
                .isQuorum(membership.participants().stream()
                        .filter(voter -> hasVoted(voter, vote, server))
                        .collect(Collectors.toSet()));
        check(
                byVotes || !server.isVoter() || vote.leader() == server.id() || claims.contains(vote.leader()),
                () -> "%s decides %s, who never said that it leads".formatted(server, vote));
    }

    private boolean hasVoted(long voter, Vote vote, Server decider) {
        return votesOf(voter).contains(vote)
                || (!decider.isVoter()
                        && toldObservers.getOrDefault(voter, Set.of()).contains(vote));
    }

    void begins(Server server, Vote vote, long epoch) {
        var other = leaderOfEpoch.putIfAbsent(epoch, server.id());
        check(other == null, () -> "%s begins epoch %s by %s, as %s did".formatted(server, epoch, vote, other));
    }

    private Set<Vote> votesOf(long server) {
        return votes.computeIfAbsent(server, id -> new HashSet<>());
    }

    /** Fails with what the supplier says; that is costly, so it is asked only then. */
    static void check(boolean holds, Supplier<String> complaint) {
        if (!holds) {
            throw new AssertionError(complaint.get());
        }
    }
}
