/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.broadcast;

import io.zk4j.server.quorum.membership.Membership;
import io.zk4j.server.quorum.message.PeerMessage.Commit;
import io.zk4j.server.quorum.message.PeerMessage.CommitAndActivate;
import io.zk4j.server.quorum.message.PeerMessage.Inform;
import io.zk4j.server.quorum.message.PeerMessage.InformAndActivate;
import io.zk4j.server.quorum.message.PeerMessage.Proposal;

/**
 * How a leader has transactions agreed on: proposes them in order, counts who has them on disk, and commits them in the same
 * order.
 *
 * <p>A follower without a vote is told of a proposal only when a quorum of those who have one has it. Else, if the leader fails
 * while such a follower is being given a vote, that could have more than everybody who may be elected: nobody could lead it
 * then, and it may be needed.
 */
final class Broadcasting {
    private final Peer peer;
    private final Effects effects;
    private final Learners learners;
    private final Agreement agreement;
    private long lastProposed;
    private long toldUpTo; // what followers without a vote have been sent, too, because the members change

    Broadcasting(Peer peer, Learners learners, Agreement agreement) {
        this.peer = peer;
        this.effects = peer.effects();
        this.learners = learners;
        this.agreement = agreement;
    }

    /** The epoch's number is agreed on; {@code zxid} is what its first transaction comes after. */
    void begin(long zxid) {
        lastProposed = zxid;
    }

    /** 0 before the epoch is known. */
    long lastProposed() {
        return lastProposed;
    }

    void propose(ZabInput.Propose input) {
        var record = input.record();
        if (!Succession.isNext(lastProposed, record.zxid())) {
            throw new IllegalStateException("transaction " + Succession.text(record.zxid()) + " is proposed after "
                    + Succession.text(lastProposed));
        }
        if (Succession.counter(record.zxid()) == Succession.COUNTER_MAX) {
            peer.giveUp("the counter of epoch " + Succession.epoch(record.zxid())
                    + " is used up; the next transaction needs a new epoch");
            return;
        }
        lastProposed = record.zxid();
        var next = input.next();
        agreement.add(new Agreement.Proposed(record, next, peer.nowMillis()));
        if (next != null) {
            peer.proposeMembership(next);
        }
        peer.log().append(record, effects);
        var proposal = new Proposal(record);
        learners.eachFollower(learner -> {
            if (hasVote(learner)) {
                send(learner, proposal);
            }
        });
    }

    private boolean hasVote(LearnerProgress learner) {
        return peer.membership().isParticipant(learner.server());
    }

    private void send(LearnerProgress learner, Proposal proposal) {
        if (learner.takeProposal(proposal.record().zxid())) {
            effects.send(learner.link, proposal);
        }
    }

    /** Who has been sent what it lacks, or has got a vote, is sent what is proposed and not decided. */
    void forwarded(LearnerProgress learner) {
        for (var proposed : agreement.outstanding()) {
            if (hasVote(learner) || proposed.zxid() <= toldUpTo) {
                send(learner, new Proposal(proposed.record()));
            }
        }
    }

    void ownDiskHas(long zxid) {
        agreement.ownDiskHas(zxid);
        commitWhatIsDecided(zxid);
    }

    void acked(LearnerProgress learner, long zxid) {
        learner.acked(zxid);
        commitWhatIsDecided(zxid);
    }

    /** A learner counts from now on; it may have acknowledged before. */
    void counts(LearnerProgress learner) {
        commitWhatIsDecided(learner.ackedUpTo());
    }

    /** {@code upTo} is the last proposal that something new is known about. */
    private void commitWhatIsDecided(long upTo) {
        long last = upTo;
        tellThoseWhoGetAVote();
        while (agreement.isOpen(last) && !peer.hasGivenUp()) {
            var decided = agreement.takeDecided(peer.membership(), learners.all());
            if (decided == null) {
                return;
            }
            var next = decided.next();
            var proposal = new Proposal(decided.record());
            learners.eachFollower(learner -> send(learner, proposal));
            if (next == null) {
                learners.forward(new Commit(decided.zxid()), new Inform(decided.record()));
                peer.log().applyNext(effects);
            } else {
                commitReconfiguration(decided, next);
                last = Long.MAX_VALUE; // from here on another quorum decides
            }
        }
    }

    /** The change that is under way needs their acknowledgements, too. */
    private void tellThoseWhoGetAVote() {
        if (!agreement.isChanging()) {
            return;
        }
        for (var proposed : agreement.outstanding()) {
            if (proposed.zxid() <= toldUpTo) {
                continue;
            }
            if (!agreement.isOnQuorum(proposed.zxid(), peer.membership(), learners.all())) {
                return;
            }
            toldUpTo = proposed.zxid();
            var proposal = new Proposal(proposed.record());
            learners.eachFollower(learner -> send(learner, proposal));
        }
    }

    private void commitReconfiguration(Agreement.Proposed decided, Membership next) {
        long leader = agreement.designatedLeader(peer.membership(), next, learners.all());
        learners.forward(
                new CommitAndActivate(decided.zxid(), leader), new InformAndActivate(leader, decided.record()));
        peer.log().applyNext(effects);
        peer.activate(next);
        if (leader != peer.settings().self()) {
            peer.giveUpFor(leader, "the new configuration is led by server " + leader);
        } else {
            learners.eachFollower(this::forwarded);
        }
    }
}
