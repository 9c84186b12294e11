/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.broadcast;

import io.zk4j.server.quorum.message.Notification;
import io.zk4j.server.quorum.message.PeerMessage;
import io.zk4j.server.quorum.message.PeerMessageReceiver;

/**
 * What a peer does once an election has decided. A role begins with {@link #begin} and is over when it has
 * {@linkplain Peer#giveUp given up}.
 *
 * <p>A message that this role is never sent closes the link it came on.
 */
public abstract class Role implements PeerMessageReceiver {
    final Peer peer;
    final Effects effects;

    Role(Peer peer) {
        this.peer = peer;
        this.effects = peer.effects();
    }

    public abstract void begin();

    /** Undoes what holds the network. */
    public abstract void end();

    public abstract void tick();

    /** Whether the phase is {@link ZabPhase#BROADCAST}. */
    public abstract boolean isServing();

    public abstract PeerStatus status();

    /** A server said on the election port what it thinks. */
    public void heard(long from, Notification notification) {}

    /** A voter's election port cannot be reached any more. */
    public void voterDown() {}

    public void learnerLinked(long link) {
        effects.disconnect(link, "this server does not lead");
    }

    public void leaderLinked(long link, long server) {
        effects.disconnect(link, "this server follows no leader");
    }

    public void leaderUnreachable(long server, String reason) {}

    public abstract void linkLost(long link, String reason);

    /** Bytes come on a link, though no whole message yet. */
    public void progressing(long link) {}

    /** Whether messages of this link count: it is one of this role's. */
    abstract boolean hasLink(long link);

    public void received(long link, PeerMessage message) {
        if (hasLink(link)) {
            message.deliverTo(this, link);
        }
    }

    public void snapshotArrived(long link, long zxid) {}

    public void logSynced(long zxid) {}

    public void epochSaved(EpochKind kind, long epoch) {}

    public void reloaded() {}

    public void diskHistory(long link, boolean found) {}

    /** The core of this server, which leads, has made a transaction. */
    public void propose(ZabInput.Propose input) {
        throw new IllegalStateException("a transaction is proposed by a server that does not lead: "
                + Succession.text(input.record().zxid()));
    }

    abstract void unexpected(long link, PeerMessage message);

    @Override
    public void onForwardedRequest(long link, PeerMessage.ForwardedRequest message) {
        unexpected(link, message);
    }

    @Override
    public void onProposal(long link, PeerMessage.Proposal message) {
        unexpected(link, message);
    }

    @Override
    public void onAck(long link, PeerMessage.Ack message) {
        unexpected(link, message);
    }

    @Override
    public void onCommit(long link, PeerMessage.Commit message) {
        unexpected(link, message);
    }

    @Override
    public void onRevalidate(long link, PeerMessage.Revalidate message) {
        unexpected(link, message);
    }

    @Override
    public void onRevalidated(long link, PeerMessage.Revalidated message) {
        unexpected(link, message);
    }

    @Override
    public void onSyncDone(long link, PeerMessage.SyncDone message) {
        unexpected(link, message);
    }

    @Override
    public void onInform(long link, PeerMessage.Inform message) {
        unexpected(link, message);
    }

    @Override
    public void onCommitAndActivate(long link, PeerMessage.CommitAndActivate message) {
        unexpected(link, message);
    }

    @Override
    public void onInformAndActivate(long link, PeerMessage.InformAndActivate message) {
        unexpected(link, message);
    }

    @Override
    public void onNewLeader(long link, PeerMessage.NewLeader message) {
        unexpected(link, message);
    }

    @Override
    public void onUpToDate(long link, PeerMessage.UpToDate message) {
        unexpected(link, message);
    }

    @Override
    public void onDiff(long link, PeerMessage.Diff message) {
        unexpected(link, message);
    }

    @Override
    public void onTrunc(long link, PeerMessage.Trunc message) {
        unexpected(link, message);
    }

    @Override
    public void onSnap(long link, PeerMessage.Snap message) {
        unexpected(link, message);
    }

    @Override
    public void onLearnerInfo(long link, PeerMessage.LearnerInfo message) {
        unexpected(link, message);
    }

    @Override
    public void onLeaderInfo(long link, PeerMessage.LeaderInfo message) {
        unexpected(link, message);
    }

    @Override
    public void onAckEpoch(long link, PeerMessage.AckEpoch message) {
        unexpected(link, message);
    }
}
