/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.core;

import io.zk4j.server.quorum.broadcast.PeerStatus;
import io.zk4j.server.quorum.broadcast.ZabPhase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line for each change of role: what this server is now, why, in which epoch, and how long it took. */
final class RoleLog {
    private static final Logger LOG = LoggerFactory.getLogger(RoleLog.class);

    private long outsideSinceMillis; // since when no clients are served

    RoleLog(long nowMillis) {
        this.outsideSinceMillis = nowMillis;
    }

    void changed(PeerStatus status, String reason, int connectionsClosed, boolean served, long nowMillis) {
        if (status.phase() == ZabPhase.BROADCAST) {
            LOG.info(
                    "{} in epoch {}, leader is server {}: {} (election {} ms, synchronisation {} ms, {} ms without"
                            + " service)",
                    status.state(),
                    status.epoch(),
                    status.leader(),
                    reason,
                    status.electionMillis(),
                    status.syncMillis(),
                    nowMillis - outsideSinceMillis);
            return;
        }
        if (served) {
            outsideSinceMillis = nowMillis;
            LOG.info(
                    "{}, {} in epoch {}, no longer serving clients ({} connections closed): {}",
                    status.state(),
                    status.phase(),
                    status.epoch(),
                    connectionsClosed,
                    reason);
        } else {
            LOG.info("{}, {} in epoch {}: {}", status.state(), status.phase(), status.epoch(), reason);
        }
    }
}
