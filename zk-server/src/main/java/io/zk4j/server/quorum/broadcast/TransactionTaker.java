/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.broadcast;

import io.zk4j.server.quorum.message.PeerMessage;

/** The part of a learner that is told of transactions by its leader, and of what its core asked the leader. */
abstract class TransactionTaker extends Role {
    final long leader;
    final boolean observer;
    final Intake intake;

    TransactionTaker(Peer peer, long leader) {
        super(peer);
        this.leader = leader;
        this.observer = peer.observes();
        this.intake = new Intake(peer, observer, leader);
    }

    /** Whether the leader has begun to say what is missing. */
    abstract boolean isTakingTransactions();

    private boolean mayTake(long from, PeerMessage message) {
        if (!isTakingTransactions()) {
            unexpected(from, message);
        }
        return isTakingTransactions() && !peer.hasGivenUp();
    }

    @Override
    public void onProposal(long from, PeerMessage.Proposal message) {
        if (mayTake(from, message)) {
            intake.proposed(message.record());
        }
    }

    @Override
    public void onCommit(long from, PeerMessage.Commit message) {
        if (mayTake(from, message)) {
            intake.committed(message.zxid(), null);
        }
    }

    @Override
    public void onInform(long from, PeerMessage.Inform message) {
        if (mayTake(from, message)) {
            intake.informed(message.record(), null);
        }
    }

    @Override
    public void onCommitAndActivate(long from, PeerMessage.CommitAndActivate message) {
        if (mayTake(from, message)) {
            intake.committed(message.zxid(), message.leader());
        }
    }

    @Override
    public void onInformAndActivate(long from, PeerMessage.InformAndActivate message) {
        if (mayTake(from, message)) {
            intake.informed(message.record(), message.leader());
        }
    }

    @Override
    public void onRevalidated(long from, PeerMessage.Revalidated message) {
        effects.add(new ZabEffect.ForCore(from, leader, message));
    }

    @Override
    public void onSyncDone(long from, PeerMessage.SyncDone message) {
        effects.add(new ZabEffect.ForCore(from, leader, message));
    }
}
