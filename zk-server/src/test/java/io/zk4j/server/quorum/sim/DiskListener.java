/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.sim;

import io.zk4j.server.quorum.broadcast.EpochKind;

/** Who owns a disk: hears what has become durable, and knows whether this disk lies. */
interface DiskListener {
    /** Ways in which a disk, or storage's code, can be wrong. */
    enum Lie {
        SYNCED_BEFORE_IT_IS,
        CURRENT_EPOCH_NOT_WRITTEN,
        ACCEPTED_EPOCH_NOT_WRITTEN,
        TRUNC_KEEPS_LATER_SNAPSHOTS,
        TRUNC_KEEPS_THE_LOG,
        INSTALLED_SNAPSHOT_NOT_SYNCED,
        LOG_READ_ACROSS_HOLES,
        FAILED_WRITE_IGNORED
    }

    void logSynced(long zxid);

    /** The log cannot be written: what was not durable is lost, or some of it. */
    void writeFailed();

    void epochSaved(EpochKind kind, long epoch);

    boolean lies(Lie lie);

    /** Whether a sequence is part of what the ensemble has decided, so that what leads there may go. */
    boolean isDecided(Prefix content);

    void happened(Situation situation);
}
