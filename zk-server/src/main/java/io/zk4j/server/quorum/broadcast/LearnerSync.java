/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.broadcast;

import io.zk4j.server.quorum.broadcast.LearnerProgress.Stage;
import io.zk4j.server.quorum.membership.Membership;
import io.zk4j.server.quorum.message.PeerMessage.Commit;
import io.zk4j.server.quorum.message.PeerMessage.Diff;
import io.zk4j.server.quorum.message.PeerMessage.NewLeader;
import io.zk4j.server.quorum.message.PeerMessage.Proposal;
import io.zk4j.server.quorum.message.PeerMessage.Snap;
import io.zk4j.server.quorum.message.PeerMessage.Trunc;
import io.zk4j.server.txn.TxnRecord;
import java.util.List;

/**
 * How a leader brings one learner to its own state: carries a {@link SyncPlan} out, sends what is on its way, and from then
 * on the learner is sent all that is proposed, so that no gap is between the two.
 */
final class LearnerSync {
    private final Peer peer;
    private final Effects effects;
    private final Learners learners;
    private final Attendance attendance;
    private final Broadcasting broadcasting;
    private long epoch;
    private String config = "";

    LearnerSync(Peer peer, Learners learners, Attendance attendance, Broadcasting broadcasting) {
        this.peer = peer;
        this.effects = peer.effects();
        this.learners = learners;
        this.attendance = attendance;
        this.broadcasting = broadcasting;
    }

    /** Learners are synchronised from now on, for this epoch, which begins with a membership. */
    void begin(long ofEpoch, Membership membership) {
        epoch = ofEpoch;
        config = membership.text();
    }

    /**
     * Synchronises who has promised the epoch. Followers without a vote wait until those with one have it: else, should this
     * leader fail, they could be ahead of everybody who may be elected, and be needed for the change that is under way.
     */
    void synchronise(boolean epochHasBegun, boolean leaderHasEpoch) {
        boolean votersHaveIt = epochHasBegun || (leaderHasEpoch && attendance.isQuorumOfMembers());
        for (var learner : learners.all()) {
            boolean comesFirst = learner.isObserver() || peer.membership().isParticipant(learner.server());
            if (learner.stage() == Stage.PROMISED && (comesFirst || votersHaveIt)) {
                carryOut(SyncPlan.of(learner.lastZxid(), situation(epochHasBegun)), learner, epochHasBegun);
            }
        }
    }

    /** The disk has been looked at for what the learner lacks. */
    void searched(LearnerProgress learner, boolean found, boolean epochHasBegun) {
        var search = learner.search();
        if (search == null) {
            return; // the answer for a link that was given up
        }
        var rest = found ? SyncPlan.afterDisk(search.upTo(), situation(epochHasBegun)) : new SyncPlan.Snap();
        if (rest instanceof SyncPlan.Diff diff) {
            effects.send(learner.link, new Diff(diff.zxid()));
            effects.add(new ZabEffect.SendLog(learner.link, search.after(), search.upTo()));
            sendDecided(learner, diff.missing());
            goOn(learner, epochHasBegun);
        } else {
            carryOut(new SyncPlan.Snap(), learner, epochHasBegun);
        }
    }

    private void carryOut(SyncPlan plan, LearnerProgress learner, boolean epochHasBegun) {
        if (isTooMany(plan, learner)) {
            effects.disconnect(learner.link, "too many observers are being synchronised; it may try again");
            learners.remove(learner.link);
            return;
        }
        if (plan instanceof SyncPlan.Disk disk) {
            learner.searching(disk);
            double factor = peer.settings().snapshotSizeFactor();
            effects.add(new ZabEffect.AskDisk(learner.link, disk.after(), disk.upTo(), factor));
            return;
        }
        if (plan instanceof SyncPlan.Diff diff) {
            effects.send(learner.link, new Diff(diff.zxid()));
            sendDecided(learner, diff.missing());
        } else if (plan instanceof SyncPlan.Trunc trunc) {
            effects.send(learner.link, new Trunc(trunc.zxid()));
            sendDecided(learner, trunc.missing());
        } else {
            long zxid = situation(epochHasBegun).lastProcessed();
            learner.sentSnapshot();
            effects.send(learner.link, new Snap(zxid));
            effects.add(new ZabEffect.SendSnapshot(learner.link, zxid));
        }
        goOn(learner, epochHasBegun);
    }

    /** Observers may be many; each snapshot on its way costs the disk and the memory of its chunks. Voters never wait. */
    private boolean isTooMany(SyncPlan plan, LearnerProgress learner) {
        if (!learner.isObserver()) {
            return false;
        }
        return plan instanceof SyncPlan.Snap
                ? learners.count(other -> other.isObserver() && other.isTakingSnapshot())
                        >= peer.settings().observerSnapshotsMax()
                : learners.count(other -> other.isObserver() && other.isTakingDiff())
                        >= peer.settings().observerDiffsMax();
    }

    private void sendDecided(LearnerProgress learner, List<TxnRecord> records) {
        for (var record : records) {
            effects.send(learner.link, new Proposal(record));
            effects.send(learner.link, new Commit(record.zxid()));
        }
    }

    /**
     * The end of the beginning; then, for followers, what is proposed but not decided. Apache's leader sends that
     * before NEWLEADER, where learners have taken it for decided (ZOOKEEPER-4394); behind it there is no doubt.
     */
    private void goOn(LearnerProgress learner, boolean epochHasBegun) {
        learner.forwarded();
        // Who was away when the members changed learns of it only here: what it is sent as missing puts nothing in
        // force.
        var inForce = epochHasBegun ? peer.membership().text() : config;
        effects.send(learner.link, new NewLeader(Succession.firstOf(epoch), inForce));
        if (!learner.isObserver()) {
            broadcasting.forwarded(learner);
        }
    }

    private SyncPlan.Situation situation(boolean epochHasBegun) {
        var log = peer.log();
        long first = epochHasBegun ? Succession.firstOf(epoch) : 0;
        return new SyncPlan.Situation(
                log.committed(),
                log.lastApplied(),
                Math.max(log.lastApplied(), first),
                epoch,
                peer.settings().forceSnapshotSync(),
                peer.settings().snapshotSizeFactor() >= 0);
    }
}
