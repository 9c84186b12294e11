/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.broadcast;

import io.zk4j.server.quorum.membership.Membership;
import io.zk4j.server.txn.TxnRecord;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The leader's proposals that are not decided yet, and who has them on disk.
 *
 * <p>A proposal is decided when a quorum has it and all before it are decided. From a reconfiguration on, until it is decided,
 * that takes a quorum of the old and one of the new membership. Only who is connected and has taken part in the epoch's
 * beginning counts: a learner that comes back may have been told to take back what it acknowledged.
 */
final class Agreement {
    private final long self;
    private final ArrayDeque<Proposed> outstanding = new ArrayDeque<>(); // oldest first
    private long ownUpTo; // the leader's own vote, given by its own disk
    private @Nullable Membership changingTo;
    private long changingSince;

    Agreement(long self) {
        this.self = self;
    }

    /** A transaction that has been sent out. */
    record Proposed(TxnRecord record, @Nullable Membership next, long sinceMillis) {
        long zxid() {
            return record.zxid();
        }
    }

    void add(Proposed proposed) {
        outstanding.add(proposed);
        if (proposed.next() != null) {
            changingTo = proposed.next();
            changingSince = proposed.zxid();
        }
    }

    Collection<Proposed> outstanding() {
        return outstanding;
    }

    void ownDiskHas(long zxid) {
        ownUpTo = Math.max(ownUpTo, zxid);
    }

    /** Whether it matters that somebody has {@code zxid}: it is not decided yet. */
    boolean isOpen(long zxid) {
        return !outstanding.isEmpty() && outstanding.element().zxid() <= zxid;
    }

    /** The oldest proposal, if it is decided by now; it is not outstanding any more then. */
    @Nullable
    Proposed takeDecided(Membership membership, List<LearnerProgress> learners) {
        var oldest = outstanding.peek();
        if (oldest == null || !isDecided(oldest.zxid(), membership, learners)) {
            return null;
        }
        outstanding.remove();
        if (oldest.next() != null) {
            changingTo = null;
        }
        return oldest;
    }

    private boolean isDecided(long zxid, Membership membership, List<LearnerProgress> learners) {
        var having = having(zxid, learners);
        return membership.rule().isQuorum(having)
                && (changingTo == null
                        || zxid < changingSince
                        || changingTo.rule().isQuorum(having));
    }

    /** Whether a change of the members is among the proposals. */
    boolean isChanging() {
        return changingTo != null;
    }

    /** Whether a quorum of this membership alone has everything up to {@code zxid} on disk. */
    boolean isOnQuorum(long zxid, Membership membership, List<LearnerProgress> learners) {
        return membership.rule().isQuorum(having(zxid, learners));
    }

    /** The servers that have everything up to {@code zxid} on disk. */
    private Set<Long> having(long zxid, List<LearnerProgress> learners) {
        var having = new HashSet<Long>();
        if (ownUpTo >= zxid) {
            having.add(self);
        }
        for (var learner : learners) {
            if (learner.isSynced() && learner.ackedUpTo() >= zxid) {
                having.add(learner.server());
            }
        }
        return having;
    }

    /** For how long the learner owes an acknowledgement; 0 if it owes none. */
    long owedMillis(LearnerProgress learner, long nowMillis) {
        for (var proposed : outstanding) {
            if (proposed.zxid() > learner.ackedUpTo() && learner.wasSent(proposed.zxid())) {
                return nowMillis - Math.max(proposed.sinceMillis(), learner.syncedAtMillis());
            }
        }
        return 0;
    }

    /** The participant of {@code next} that has the most after this reconfiguration; this server if it can go on itself. */
    long designatedLeader(Membership now, Membership next, List<LearnerProgress> learners) {
        var here = now.member(self);
        var there = next.member(self);
        if (there != null
                && !there.observer()
                && (here == null || here.addresses().equals(there.addresses()))) {
            return self;
        }
        long best = self;
        long bestUpTo = Long.MIN_VALUE;
        for (var learner : learners) {
            if (next.isParticipant(learner.server()) && learner.isSynced() && learner.ackedUpTo() > bestUpTo) {
                best = learner.server();
                bestUpTo = learner.ackedUpTo();
            }
        }
        return best;
    }
}
