/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.broadcast;

import java.util.Set;
import java.util.TreeSet;

/**
 * Who is in touch with a leader, and whether that is a quorum or can still become one. A leader without that prospect gives
 * up as soon as it is known: nothing could be decided, and waiting would only put off the election.
 */
final class Attendance {
    private final Peer peer;
    private final Learners learners;
    private final Quorums quorums;
    private final Discovery discovery;
    private final long electionRound;
    private final Set<Long> disloyal = new TreeSet<>(); // voters that look for another leader
    private long checkedVersion; // of the membership whose quorum is required
    private long checkFromMillis; // once its members have had time to come in new roles

    Attendance(Peer peer, Learners learners, Quorums quorums, Discovery discovery, long electionRound) {
        this.peer = peer;
        this.learners = learners;
        this.quorums = quorums;
        this.discovery = discovery;
        this.electionRound = electionRound;
        this.checkedVersion = peer.membership().version();
    }

    /** A voter looks for a leader; one that does so in this leader's own election, or an earlier one, has said it before. */
    void looks(long voter, long round) {
        if (round > electionRound) {
            disloyal.add(voter);
        }
    }

    /** A server has introduced itself. */
    void came(long server) {
        disloyal.remove(server);
    }

    /** The epoch begins: the quorum is there, whatever the membership that comes into force. */
    void begun() {
        checkedVersion = peer.membership().version();
    }

    boolean isQuorum() {
        return quorums.decide(server -> server == self() || learners.isSynced(server));
    }

    /** As {@link #isQuorum}, but without regard to a change of the members that is being decided on. */
    boolean isQuorumOfMembers() {
        return quorums.decideNow(server -> server == self() || learners.isSynced(server));
    }

    /** To be asked while the leader serves. */
    void requireQuorum() {
        if (checkedVersion != peer.membership().version()) {
            checkedVersion = peer.membership().version();
            checkFromMillis = peer.nowMillis() + peer.settings().syncMillis();
        }
        if (peer.nowMillis() >= checkFromMillis && !isQuorum()) {
            peer.giveUp("of the participants only " + learners.synced(false) + " are in touch, which is no quorum");
        }
    }

    /** To be asked while the leader waits for a quorum, in one phase after the other. */
    void requireProspect(ZabPhase phase) {
        if (!quorums.decide(server -> mayCome(server, phase))) {
            peer.giveUp("no quorum can come: looking for another leader are " + disloyal + ", connected are "
                    + learners.size() + ", and others are down");
        }
    }

    private boolean mayCome(long server, ZabPhase phase) {
        if (server == self()) {
            return true;
        }
        if (phase == ZabPhase.DISCOVERY && !discovery.mayPromise(server)) {
            return false;
        }
        return learners.of(server) != null || (!disloyal.contains(server) && !peer.isDown(server));
    }

    /** The leader has waited for so long in a phase. */
    void waited(long millis, ZabPhase phase) {
        if (millis > peer.settings().initMillis()) {
            peer.giveUp("no quorum within initLimit in phase " + phase);
        } else if (!disloyal.isEmpty()
                && peer.settings().epochWaitMillis() >= 0
                && millis > peer.settings().epochWaitMillis()) {
            peer.giveUp("servers " + disloyal + " look for another leader, and no quorum came in time");
        }
    }

    private long self() {
        return peer.settings().self();
    }
}
