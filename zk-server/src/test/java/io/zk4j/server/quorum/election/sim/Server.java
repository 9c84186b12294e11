/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.election.sim;

import io.zk4j.server.quorum.election.Election;
import io.zk4j.server.quorum.election.ElectionTimes;
import io.zk4j.server.quorum.election.Outcome;
import io.zk4j.server.quorum.election.Vote;
import io.zk4j.server.quorum.membership.Membership;
import io.zk4j.server.quorum.message.Notification;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A simulated server: a real {@link Election}, and what follows on one reduced to what elections notice of it. A leader waits
 * for a quorum to connect and begins an epoch with it; a follower whose leader cannot be reached looks again.
 */
final class Server {
    private static final long TICK_MILLIS_MIN = 15;
    private static final long TICK_MILLIS_MAX = 45;
    private static final long INIT_MILLIS = 3_000;
    private static final long CONNECT_MILLIS = 2_000;
    private static final long SYNC_MILLIS = 600;

    private final long id;
    private final Membership membership;
    private final Timeline timeline;
    private final Random random;
    private final Network network;
    private final Map<Long, Server> servers;
    private final Invariants invariants;

    // What is on the disk.
    private long zxid;
    private long acceptedEpoch;
    private long currentEpoch;

    // What is in memory, if the process is up.
    private @Nullable Election election;
    private int incarnation;
    private boolean isLooking;
    private @Nullable Vote decision;
    private boolean isSettled; // the epoch has begun, as far as this server is concerned
    private boolean isJoined; // the leader has taken the connection
    private long since; // when the role began, or when it last was in order
    private int term;

    Server(
            long id,
            Membership membership,
            Timeline timeline,
            Random random,
            Network network,
            Map<Long, Server> servers,
            Invariants invariants) {
        this.id = id;
        this.membership = membership;
        this.timeline = timeline;
        this.random = random;
        this.network = network;
        this.servers = servers;
        this.invariants = invariants;
    }

    long id() {
        return id;
    }

    boolean isUp() {
        return election != null;
    }

    boolean isVoter() {
        return membership.isParticipant(id);
    }

    /** Whom it leads or follows in an epoch that has begun; null if it does not. */
    @Nullable
    Long leader() {
        return election != null && decision != null && isSettled ? (Long) decision.leader() : null;
    }

    long epoch() {
        return currentEpoch;
    }

    /** What it has on its disk before the simulation begins. */
    void history(long epoch, long lastZxid) {
        acceptedEpoch = epoch;
        currentEpoch = epoch;
        zxid = lastZxid;
    }

    void start() {
        if (election != null) {
            return;
        }
        incarnation++;
        election = new Election(id, membership, null, ElectionTimes.DEFAULT, false);
        decision = null;
        look();
        network.restarted(id);
        int started = incarnation;
        timeline.after(random.nextLong(1, TICK_MILLIS_MAX), () -> tick(started));
    }

    void crash() {
        if (election != null) {
            election = null;
            decision = null;
            network.crashed(id);
        }
    }

    private void tick(int started) {
        if (election == null || incarnation != started) {
            return;
        }
        carryOut(election.tick(timeline.now()));
        if (decision != null) {
            if (decision.leader() == id) {
                lead(decision);
            } else {
                follow(decision);
            }
        }
        timeline.after(random.nextLong(TICK_MILLIS_MIN, TICK_MILLIS_MAX), () -> tick(started));
    }

    void hear(long from, Notification n) {
        if (election != null) {
            carryOut(election.heard(from, n, timeline.now()));
        }
    }

    void up(long other) {
        if (election != null) {
            carryOut(election.voterUp(other));
        }
    }

    void down(long other) {
        if (election != null) {
            carryOut(election.voterDown(other));
        }
    }

    private void look() {
        if (election != null) {
            isLooking = true;
            var looking = election.look(zxid, currentEpoch, timeline.now());
            invariants.looks(this, zxid, currentEpoch);
            carryOut(looking);
        }
    }

    private void carryOut(Outcome outcome) {
        for (var outgoing : outcome.send()) {
            invariants.says(this, outgoing.to(), outgoing.notification());
            network.send(id, outgoing.to(), outgoing.notification());
        }
        if (outcome.decided() != null) {
            invariants.decides(this, outcome.decided());
            isLooking = false;
            decision = outcome.decided();
            isSettled = false;
            isJoined = false;
            since = timeline.now();
            term++;
        }
    }

    /** The role is over; a moment later, when the log is drained, this server looks again. */
    private void leave() {
        if (election == null) {
            return;
        }
        decision = null;
        isSettled = false;
        carryOut(election.left());
        int left = incarnation;
        timeline.after(random.nextLong(0, 100), () -> {
            if (election != null && incarnation == left && !isLooking) {
                look();
            }
        });
    }

    private void lead(Vote vote) {
        var with = followers();
        if (membership.rule().isQuorum(with)) {
            since = timeline.now();
            if (!isSettled) {
                begin(vote, with);
            } else if (random.nextInt(4) == 0) {
                zxid = Math.max(zxid, currentEpoch << 32) + 1;
            }
        } else if (timeline.now() - since > (isSettled ? SYNC_MILLIS : INIT_MILLIS)) {
            leave();
        }
    }

    private void begin(Vote vote, Set<Long> with) {
        long epoch = 1
                + with.stream()
                        .mapToLong(other -> server(other).acceptedEpoch)
                        .max()
                        .orElseThrow();
        with.forEach(other -> server(other).acceptedEpoch = epoch);
        invariants.begins(this, vote, epoch);
        currentEpoch = epoch;
        settle();
    }

    private Set<Long> followers() {
        var with = new HashSet<Long>();
        with.add(id);
        for (var other : servers.values()) {
            boolean isBehind =
                    other.currentEpoch < currentEpoch || (other.currentEpoch == currentEpoch && other.zxid <= zxid);
            if (other.isVoter() && other.isJoinedTo(this) && isBehind) {
                with.add(other.id);
            }
        }
        return with;
    }

    private boolean isJoinedTo(Server leader) {
        return election != null
                && decision != null
                && isJoined
                && decision.leader() == leader.id
                && network.isConnected(id, leader.id);
    }

    private void follow(Vote vote) {
        var leader = server(vote.leader());
        boolean isThere =
                leader.decision != null && leader.decision.leader() == leader.id && network.isConnected(id, leader.id);
        if (!isThere) {
            boolean isLost = isJoined || timeline.now() - since > CONNECT_MILLIS;
            if (isLost) {
                leave();
            }
            return;
        }
        if (!isJoined) {
            isJoined = true;
            term = leader.term;
        } else if (term != leader.term) {
            leave();
            return;
        }
        if (leader.isSettled && (isSettled || leader.currentEpoch >= acceptedEpoch)) {
            acceptedEpoch = leader.currentEpoch;
            currentEpoch = leader.currentEpoch;
            if (!isSettled) {
                zxid = leader.zxid;
                settle();
            } else if (random.nextInt(3) > 0) {
                zxid = leader.zxid;
            }
        } else if (!leader.isSettled && timeline.now() - since > INIT_MILLIS) {
            leave();
        }
    }

    private void settle() {
        if (election != null) {
            isSettled = true;
            carryOut(election.settled(currentEpoch));
        }
    }

    private Server server(long other) {
        var server = servers.get(other);
        if (server == null) {
            throw new IllegalArgumentException("server " + other);
        }
        return server;
    }

    @Override
    public String toString() {
        return "server " + id
                + (election == null ? " (down)" : " " + election.state() + " round " + election.round())
                + (decision == null ? "" : " for " + decision) + (isSettled ? " settled" : "") + " in epoch "
                + currentEpoch + " at 0x" + Long.toHexString(zxid);
    }

    /** The round of its election. */
    long round() {
        return election == null ? 0 : election.round();
    }
}
