/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.broadcast;

import io.zk4j.server.quorum.broadcast.LearnerProgress.Stage;
import io.zk4j.server.quorum.message.PeerMessage;
import io.zk4j.server.quorum.message.PeerMessage.AckEpoch;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a leader finds the number of its epoch: above what a quorum has promised before, and then promised by a quorum to this
 * leader. Among those who promise nobody may know more than the leader does, or something decided could be lost.
 *
 * <p>A promise counts from a disk only, the leader's own as well, and only from one that had not given this number away.
 */
final class Discovery {
    private final Peer peer;
    private final Learners learners;
    private final Quorums quorums;
    private final long ownEpoch; // with ownLast: what a learner's history is compared with
    private final long ownLast;
    private final Set<Long> promised = new HashSet<>();
    private final Set<Long> unable = new HashSet<>(); // will not promise this epoch to this leader
    private long epoch; // 0 until it is known
    private boolean agreed;

    Discovery(Peer peer, Learners learners, Quorums quorums) {
        this.peer = peer;
        this.learners = learners;
        this.quorums = quorums;
        this.ownEpoch = peer.currentEpoch();
        this.ownLast = peer.lastLogged();
    }

    /** 0 until it is known. */
    long epoch() {
        return epoch;
    }

    /** Chooses the number once a quorum has said what it promised before. */
    void choose() {
        if (epoch != 0 || !quorums.decide(server -> server == self() || isVoting(learners.of(server)))) {
            return;
        }
        long highest = peer.acceptedEpoch();
        for (var learner : learners.all()) {
            if (peer.lastSeen().member(learner.server()) != null) { // a stranger's word counts for nothing
                highest = Math.max(highest, learner.acceptedEpoch());
            }
        }
        epoch = highest + 1;
        peer.saveEpoch(EpochKind.ACCEPTED, epoch);
        learners.all().forEach(this::announce); // Their disks take it while the leader's does.
    }

    private static boolean isVoting(@Nullable LearnerProgress learner) {
        return learner != null && !learner.isObserver();
    }

    /** The leader's own promise is on its disk. */
    void promisedSelf() {
        promised.add(self());
        count();
    }

    /** Tells a learner the number, if it is known and has not been told. */
    void announce(LearnerProgress learner) {
        if (epoch != 0 && learner.hasReached(Stage.INTRODUCED) && learner.takeInfo()) {
            peer.effects().send(learner.link, new PeerMessage.LeaderInfo(epoch, PeerMessage.PROTOCOL_VERSION));
        }
    }

    /** A learner has promised; returns why its connection cannot go on, or the empty text. */
    String promised(LearnerProgress learner, AckEpoch message) {
        boolean isNew = message.currentEpoch() != AckEpoch.PROMISED_BEFORE;
        if (!agreed && isNew && isAhead(message)) {
            unable.add(learner.server());
            return "its history (epoch " + message.currentEpoch() + ", " + Succession.text(message.lastZxid())
                    + ") is longer than this leader's (epoch " + ownEpoch + ", " + Succession.text(ownLast) + ")";
        }
        learner.promised(message.lastZxid());
        if (isNew && message.lastZxid() != Durable.NO_DATABASE && !learner.isObserver()) {
            promised.add(learner.server());
            count();
        } else if (!promised.contains(learner.server())) {
            unable.add(learner.server());
        }
        return "";
    }

    private boolean isAhead(AckEpoch message) {
        if (message.currentEpoch() != ownEpoch) {
            return message.currentEpoch() > ownEpoch;
        }
        // Who was brought to an epoch's beginning by a snapshot, and has logged nothing since, has no more than whoever
        // took part in the last epoch.
        return message.lastZxid() > ownLast && Succession.counter(message.lastZxid()) != 0;
    }

    private void count() {
        if (!agreed && promised.contains(self()) && quorums.decide(promised::contains)) {
            agreed = true;
            peer.saveEpoch(EpochKind.CURRENT, epoch);
        }
    }

    /** Whether a quorum has promised, the leader among it: its epoch is on the way to the leader's disk. */
    boolean isAgreed() {
        return agreed;
    }

    /** Whether the server has promised, or may still do so if it comes. */
    boolean mayPromise(long server) {
        return promised.contains(server) || !unable.contains(server);
    }

    private long self() {
        return peer.settings().self();
    }
}
