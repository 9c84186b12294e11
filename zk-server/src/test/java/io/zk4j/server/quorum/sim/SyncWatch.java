/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.sim;

import io.zk4j.server.quorum.broadcast.EpochKind;
import io.zk4j.server.quorum.message.PeerMessage;

/** How far a learner's connection to its leader has come, seen from what arrives on it. */
final class SyncWatch {
    private final World world;
    private final SimServer server;
    private long announcedEpoch;
    private boolean trunc;
    private boolean diff;
    private int transactions;
    private boolean syncing;
    private boolean newLeader;
    private boolean upToDate;

    SyncWatch(World world, SimServer server) {
        this.world = world;
        this.server = server;
    }

    /** A new connection to a leader. */
    void linked() {
        announcedEpoch = 0;
        trunc = false;
        diff = false;
        transactions = 0;
        syncing = false;
        newLeader = false;
        upToDate = false;
    }

    long announcedEpoch() {
        return announcedEpoch;
    }

    boolean isUpToDate() {
        return upToDate;
    }

    void received(PeerMessage message) {
        if (upToDate) {
            return;
        }
        if (message instanceof PeerMessage.LeaderInfo info) {
            announcedEpoch = info.epoch();
        } else if (message instanceof PeerMessage.Diff) {
            diff = true;
            syncing = true;
        } else if (message instanceof PeerMessage.Trunc) {
            trunc = true;
            syncing = true;
        } else if (message instanceof PeerMessage.Snap) {
            syncing = true;
        } else if (message instanceof PeerMessage.Proposal) {
            transactions++;
            if (newLeader) {
                world.coverage().count(Situation.PROPOSAL_BETWEEN_SYNC_AND_UP_TO_DATE);
            }
        } else if (message instanceof PeerMessage.NewLeader) {
            newLeader = true;
            syncing = false;
            count();
        } else if (message instanceof PeerMessage.UpToDate) {
            upToDate = true;
        }
    }

    private void count() {
        if (diff) {
            world.coverage().count(transactions > 0 ? Situation.DIFF_WITH_TRANSACTIONS : Situation.DIFF_WITH_NOTHING);
        }
        if (trunc) {
            world.coverage().count(Situation.TRUNC);
        }
    }

    /** The process dies. */
    void crashed() {
        if (syncing) {
            world.coverage().count(Situation.CRASH_WHILE_BEING_SYNCED);
        }
        if (newLeader && server.disk().epoch(EpochKind.CURRENT) < announcedEpoch) {
            world.coverage().count(Situation.CRASH_BETWEEN_NEW_LEADER_AND_EPOCH);
        }
    }
}
