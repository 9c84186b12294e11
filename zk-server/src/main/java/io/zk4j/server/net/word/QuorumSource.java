/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.net.word;

import io.zk4j.server.quorum.broadcast.PeerStatus;
import io.zk4j.server.quorum.membership.Membership;
import org.jspecify.annotations.Nullable;

/** What a server knows of its ensemble. Asked on the core thread. */
public interface QuorumSource {
    /** Of a server that runs alone. */
    QuorumSource ALONE = new QuorumSource() {
        @Override
        public @Nullable PeerStatus status() {
            return null;
        }

        @Override
        public Membership membership() {
            return Membership.NONE;
        }

        @Override
        public long inRoleMillis() {
            return 0;
        }

        @Override
        public int pendingSyncs() {
            return 0;
        }
    };

    /** Role and phase; null for a server that runs alone. */
    @Nullable
    PeerStatus status();

    Membership membership();

    /** How long the server has been in its role. */
    long inRoleMillis();

    /** How many syncs a leader has not answered yet. */
    int pendingSyncs();
}
