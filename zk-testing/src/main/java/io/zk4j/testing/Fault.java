/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing;

/** What a {@link FaultyProxy} can do to the connections that run through it. */
public enum Fault {
    /** Resets every connection, in the middle of a message if one is on its way; new ones are welcome at once. */
    CUT,

    /** Resets every connection and every new one, until healed: the server seems to be down. */
    REFUSE,

    /**
     * Keeps every connection open, new ones too, but moves no byte until healed; then everything that waited is delivered, though the
     * one who sent it may have given up.
     */
    STALL,

    /** As {@link #STALL}, but healing resets the connections and what they held is lost: a path that has died unnoticed. */
    BLACK_HOLE,

    /** Ends the stream to the client, which may go on to send; new connections are welcome at once. */
    HALF_CLOSE_TO_CLIENT,

    /** Ends the stream to the server, which may go on to send; new connections are welcome at once. */
    HALF_CLOSE_TO_SERVER,

    /** Holds each piece back for up to the longest delay of the proxy, in order, until healed. */
    DELAY
}
