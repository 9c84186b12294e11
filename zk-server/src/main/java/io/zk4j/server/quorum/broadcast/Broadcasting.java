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
 */
final class Broadcasting {
    private final Peer peer;
    private final Effects effects;
    private final Learners learners;
    private final Agreement agreement;
    private long lastProposed;

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
        learners.forward(new Proposal(record), null);
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
        while (agreement.isOpen(last) && !peer.hasGivenUp()) {
            var decided = agreement.takeDecided(peer.membership(), learners.all());
            if (decided == null) {
                return;
            }
            var next = decided.next();
            if (next == null) {
                learners.forward(new Commit(decided.zxid()), new Inform(decided.record()));
                peer.log().applyNext(effects);
            } else {
                commitReconfiguration(decided, next);
                last = Long.MAX_VALUE; // from here on another quorum decides
            }
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
        }
    }
}
