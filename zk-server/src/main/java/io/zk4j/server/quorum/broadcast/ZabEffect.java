/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.broadcast;

import io.zk4j.server.quorum.membership.Membership;
import io.zk4j.server.quorum.message.Notification;
import io.zk4j.server.quorum.message.PeerMessage;
import io.zk4j.server.txn.TxnRecord;

/**
 * Something that a peer wants done. Effects are carried out in the order in which they come; none relies on an earlier one
 * having reached the disk, since that comes back as an input.
 */
public sealed interface ZabEffect {
    /** In place of a connection where there is none. */
    long NO_LINK = -1;

    /** Send a notification to the election port of a server; it replaces one that is still waiting to be sent. */
    record Notify(long to, Notification notification) implements ZabEffect {}

    /** Open the quorum port. */
    record ListenForLearners() implements ZabEffect {}

    /** Close the quorum port and every connection that came through it. */
    record StopListening() implements ZabEffect {}

    /**
     * Connect to the quorum port of a server; comes back as LeaderLinked or LeaderUnreachable. An earlier attempt that is still
     * under way may be given up.
     */
    record ConnectToLeader(long server) implements ZabEffect {}

    /** Send a message. */
    record Send(long link, PeerMessage message) implements ZabEffect {}

    /** Send the tree as of now as a snapshot stream; what is sent later follows behind it. */
    record SendSnapshot(long link, long zxid) implements ZabEffect {}

    /**
     * Find out whether the log on the disk holds every transaction after {@code afterZxid} up to {@code upToZxid} without a
     * gap, and no more than {@code sizeFactor} of the size of a snapshot; comes back as DiskHistory.
     */
    record AskDisk(long link, long afterZxid, long upToZxid, double sizeFactor) implements ZabEffect {}

    /** Send these transactions from the log on the disk, each as PROPOSAL and COMMIT; what is sent later follows behind. */
    record SendLog(long link, long afterZxid, long upToZxid) implements ZabEffect {}

    /** Close a connection on the quorum port. */
    record Disconnect(long link, String reason) implements ZabEffect {}

    /** Log a transaction; comes back as LogSynced. */
    record Append(TxnRecord record) implements ZabEffect {}

    /**
     * Take back what is logged after {@code zxid}, and load disk and memory anew; comes back as Reloaded, with a later zxid and
     * everything as before if the disk has no way to get exactly there.
     */
    record Truncate(long zxid) implements ZabEffect {}

    /** Replace disk and memory by the snapshot that arrived on a link; comes back as Reloaded. */
    record InstallSnapshot(long link, long zxid) implements ZabEffect {}

    /** Bring an epoch to the disk; comes back as EpochSaved. */
    record SaveEpoch(EpochKind kind, long epoch) implements ZabEffect {}

    /** Change the tree: the transaction is decided, or part of what the next epoch begins with. */
    record Apply(TxnRecord record) implements ZabEffect {}

    /**
     * The peer's role or phase is another one now. Clients are served in the phase BROADCAST only; a leader's transactions
     * go on from the epoch's first zxid then.
     *
     * @param leaderLink the connection to the leader; {@link #NO_LINK} for who has none
     */
    record RoleChanged(PeerStatus status, String reason, long leaderLink) implements ZabEffect {}

    /**
     * A message that is about sessions and requests, for the core; it answers through the link itself.
     *
     * @param server the learner's id, or the leader's
     */
    record ForCore(long link, long server, PeerMessage message) implements ZabEffect {}

    /** A reconfiguration is logged but not decided: to be remembered. */
    record ConfigProposed(Membership next) implements ZabEffect {}

    /** A membership is in force, which it may have been before; none is being decided on. */
    record ConfigActivated(Membership membership) implements ZabEffect {}

    /** The process must stop: what happened must not happen. */
    record Fatal(String reason) implements ZabEffect {}
}
