/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.guard;

import io.netty.channel.Channel;

/**
 * Is shown every connection of a server, and may put handlers of its own into its pipeline, closest to the network.
 *
 * <p>In production there is none. A program that has servers inside itself uses it to be in the way of what they say.
 */
@FunctionalInterface
public interface ConnectionGuard {
    /** Lets everything pass. */
    ConnectionGuard NONE = (channel, kind, peer) -> {};

    /** Of a connection whose other end has not said who it is. */
    long UNKNOWN = -1;

    /** Who a connection is with, and who opened it. */
    enum Kind {
        /** A client opened it. */
        CLIENT,
        /** Another server opened it, to talk about who leads. */
        ELECTION_ACCEPTED,
        /** This server opened it, to talk about who leads. */
        ELECTION_OPENED,
        /** A learner opened it, to follow this server. */
        QUORUM_ACCEPTED,
        /** This server opened it, to follow a leader. */
        QUORUM_OPENED
    }

    /**
     * A connection is about to be made or has been accepted; none of the server's own handlers is in its pipeline yet. On the event loop of
     * the channel.
     *
     * @param peer the number of the server that it is opened to, else {@link #UNKNOWN}
     */
    void opened(Channel channel, Kind kind, long peer);
}
