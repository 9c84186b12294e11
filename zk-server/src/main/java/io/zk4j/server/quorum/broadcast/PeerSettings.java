/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.broadcast;

/**
 * What is configured about a peer.
 *
 * @param self its id
 * @param initLimit ticks that discovery and synchronisation may take
 * @param syncLimit ticks that the other side may be silent
 * @param commitLogCount transactions kept in memory for learners that lack a few
 * @param snapshotSizeFactor how much of the log, against the size of a snapshot, is sent rather than a snapshot; negative
 *     never
 * @param forceSnapshotSync whether learners always get a snapshot
 * @param reconfigEnabled whether memberships found on the wire mean anything
 * @param epochWaitMillis how long an elected leader waits for a quorum once it has heard that a voter looks for another one,
 *     although that quorum could still come; negative = as long as initLimit says
 * @param observerSnapshotsMax observers that are sent a snapshot at a time
 * @param observerDiffsMax observers that are sent what they lack at a time
 */
public record PeerSettings(
        long self,
        int tickMillis,
        int initLimit,
        int syncLimit,
        int commitLogCount,
        double snapshotSizeFactor,
        boolean forceSnapshotSync,
        boolean reconfigEnabled,
        long epochWaitMillis,
        int observerSnapshotsMax,
        int observerDiffsMax) {
    /** As Apache's server behaves if the last three are not configured. */
    public PeerSettings(
            long self,
            int tickMillis,
            int initLimit,
            int syncLimit,
            int commitLogCount,
            double snapshotSizeFactor,
            boolean forceSnapshotSync,
            boolean reconfigEnabled) {
        this(
                self,
                tickMillis,
                initLimit,
                syncLimit,
                commitLogCount,
                snapshotSizeFactor,
                forceSnapshotSync,
                reconfigEnabled,
                -1,
                10,
                100);
    }

    long initMillis() {
        return (long) initLimit * tickMillis;
    }

    long syncMillis() {
        return (long) syncLimit * tickMillis;
    }
}
