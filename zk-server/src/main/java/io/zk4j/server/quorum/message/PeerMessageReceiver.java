/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.message;

/** One method for each kind of message, so that a forgotten one does not compile. */
public interface PeerMessageReceiver {
    void onForwardedRequest(long link, PeerMessage.ForwardedRequest message);

    void onProposal(long link, PeerMessage.Proposal message);

    void onAck(long link, PeerMessage.Ack message);

    void onCommit(long link, PeerMessage.Commit message);

    void onPing(long link, PeerMessage.Ping message);

    void onRevalidate(long link, PeerMessage.Revalidate message);

    void onRevalidated(long link, PeerMessage.Revalidated message);

    void onSyncDone(long link, PeerMessage.SyncDone message);

    void onInform(long link, PeerMessage.Inform message);

    void onCommitAndActivate(long link, PeerMessage.CommitAndActivate message);

    void onInformAndActivate(long link, PeerMessage.InformAndActivate message);

    void onNewLeader(long link, PeerMessage.NewLeader message);

    void onUpToDate(long link, PeerMessage.UpToDate message);

    void onDiff(long link, PeerMessage.Diff message);

    void onTrunc(long link, PeerMessage.Trunc message);

    void onSnap(long link, PeerMessage.Snap message);

    void onLearnerInfo(long link, PeerMessage.LearnerInfo message);

    void onLeaderInfo(long link, PeerMessage.LeaderInfo message);

    void onAckEpoch(long link, PeerMessage.AckEpoch message);
}
