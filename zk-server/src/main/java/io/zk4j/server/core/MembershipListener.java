/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.core;

import io.zk4j.server.quorum.membership.Membership;

/** Hears of changes of the membership; on the core thread. */
public interface MembershipListener {
    /** The server is about to look for the others. */
    void started();

    /** Tree and disk have been replaced by the leader's. */
    void reloaded();

    /** A reconfiguration is logged but not decided. */
    void proposed(Membership next);

    /** A membership is in force. */
    void activated(Membership membership);
}
