/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.core;

import io.zk4j.server.quorum.membership.Membership;
import io.zk4j.server.quorum.message.Notification;
import io.zk4j.server.quorum.message.PeerMessage;
import io.zk4j.server.storage.DataDirectory;
import io.zk4j.server.storage.SnapshotSource;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The connections to the other servers, as the core uses them. Called on the core thread; nothing here waits for the network.
 *
 * <p>Whatever comes from the others is put into the core's inbox as {@link Input.FromPeers}.
 */
public interface PeerLinks {
    /** Whom to talk to: the servers of both are. */
    void membership(Membership committed, @Nullable Membership lastSeen);

    /** Sends a notification to a server's election port, in place of one that is still waiting to be sent. */
    void notify(long to, Notification notification);

    /** Opens the quorum port. */
    void listenForLearners();

    /** Closes the quorum port and every connection that came through it. */
    void stopListening();

    /** Connects to a server's quorum port; answered by an input. */
    void connectToLeader(long sid);

    /** Sends a message on a link; one that is gone drops it. */
    void send(long link, PeerMessage message);

    /** Sends the stream behind a SNAP that has just been sent; what is sent later follows behind it. */
    void sendSnapshot(long link, SnapshotSource source);

    /** Sends logged transactions, each with its commit; what is sent later follows behind them. */
    void sendLog(long link, LoggedRange range);

    /**
     * Puts the snapshot that has arrived on a link in the place of everything in {@code directory}, whose log is closed. Called
     * on the log thread, for which the core waits.
     */
    void installSnapshot(long link, DataDirectory directory) throws IOException;

    /** The snapshot that has arrived on a link is not wanted, unless it has been installed. */
    void dropSnapshot(long link);

    /** Closes a link. */
    void disconnect(long link, String reason);

    /** The core has worked through a batch of inputs: each link that got something is flushed once. */
    void endOfBatch();

    /** Closes everything. */
    void close();
}
