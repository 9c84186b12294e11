/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.broadcast;

import io.zk4j.server.quorum.membership.Membership;
import io.zk4j.server.quorum.message.Notification;
import io.zk4j.server.quorum.message.PeerMessage;
import io.zk4j.server.txn.TxnRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that a peer is told. A {@code link} is the number that the driver gives to a connection on the quorum port,
 * whoever opened it; no number is used twice.
 */
public sealed interface ZabInput {
    /** The first input: the server is up and looks for the others. */
    record Start(long nowMillis) implements ZabInput {}

    /** Time has passed on the monotonic clock; the only source of time. */
    record Tick(long nowMillis) implements ZabInput {}

    /** A notification came on the election port. */
    record Heard(long from, Notification notification) implements ZabInput {}

    /** The election connection with a server is up. */
    record VoterUp(long server) implements ZabInput {}

    /** The election connection with a server broke, or could not be made. */
    record VoterDown(long server) implements ZabInput {}

    /** Somebody connected to our quorum port. */
    record LearnerLinked(long link) implements ZabInput {}

    /**
     * A connection that was asked for is up.
     *
     * @param server whose quorum port it leads to
     */
    record LeaderLinked(long link, long server) implements ZabInput {}

    /** A connection that was asked for could not be made in time. */
    record LeaderUnreachable(long server, String reason) implements ZabInput {}

    /** A connection on the quorum port is gone, whoever closed it. */
    record LinkLost(long link, String reason) implements ZabInput {}

    /** Bytes came on a connection of the quorum port, or were taken by the other side, though no whole message yet. */
    record Progressing(long link) implements ZabInput {}

    /** A message came on a connection of the quorum port. */
    record Received(long link, PeerMessage message) implements ZabInput {}

    /** The bytes behind a SNAP have all come and are safe in a temporary file. */
    record SnapshotArrived(long link, long zxid) implements ZabInput {}

    /**
     * The leader's core has made a transaction.
     *
     * @param next the membership that it proposes; null for everything but a reconfiguration
     */
    record Propose(TxnRecord record, @Nullable Membership next) implements ZabInput {}

    /** This server's log holds everything up to {@code zxid}. */
    record LogSynced(long zxid) implements ZabInput {}

    /** An epoch is on the disk. */
    record EpochSaved(EpochKind kind, long epoch) implements ZabInput {}

    /**
     * Disk and memory have been brought to exactly {@code lastZxid}, as a {@link ZabEffect.Truncate} or a
     * {@link ZabEffect.InstallSnapshot} asked; or are still at {@code lastZxid}, since the truncation was not possible.
     *
     * @param recent the newest logged transactions, without gaps, up to {@code lastZxid}
     */
    record Reloaded(long lastZxid, List<TxnRecord> recent) implements ZabInput {
        public Reloaded {
            recent = List.copyOf(recent);
        }
    }

    /** Whether the log on the disk holds, without a gap, what {@link ZabEffect.AskDisk} asked for. */
    record DiskHistory(long link, boolean found) implements ZabInput {}
}
