/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.broadcast;

/** How far a peer has come since it last looked for a leader. */
public enum ZabPhase {
    /** Who leads is being voted on. */
    ELECTION,

    /** The leader is known, the number of the new epoch not yet. */
    DISCOVERY,

    /** Learners are brought to the state that the epoch begins with. */
    SYNCHRONIZATION,

    /** Transactions are agreed on: the only phase in which clients are served. */
    BROADCAST
}
