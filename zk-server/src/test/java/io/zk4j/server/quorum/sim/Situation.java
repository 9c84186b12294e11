/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.sim;

/** What must have come to pass in the simulations of a build: one that never truncates proves nothing about truncation. */
enum Situation {
    ELECTED,
    DIFF_WITH_NOTHING,
    DIFF_WITH_TRANSACTIONS,
    TRUNC,
    TRUNC_IMPOSSIBLE(true),
    SNAP,
    SYNC_FROM_THE_DISK,
    DISK_HAS_NOT_ENOUGH,
    PROPOSAL_BETWEEN_SYNC_AND_UP_TO_DATE,
    CRASH_BETWEEN_NEW_LEADER_AND_EPOCH,
    CRASH_WITH_DATA_NOT_SYNCED,
    LOG_TORN_IN_THE_MIDDLE,
    EPOCH_LOST_IN_CRASH,
    CRASH_BETWEEN_TWO_EFFECTS,
    CRASH_WHILE_BEING_SYNCED,
    LEADER_LOST_MID_PROPOSAL,
    UNDECIDED_TAIL_KEPT_BY_THE_NEXT_LEADER,
    UNDECIDED_TAIL_THROWN_AWAY,
    LOG_AHEAD_OF_ITS_EPOCH_AT_RESTART,
    SNAPSHOT_AHEAD_OF_THE_LOG_AT_RESTART,
    SNAPSHOT_WITH_UNDECIDED_TRANSACTIONS_REMOVED,
    LOG_PURGED,
    TWO_LEADERS_AT_ONCE,
    LEARNER_SILENT_TOO_LONG,
    LINK_LOST_WITH_DATA_IN_FLIGHT,
    LINK_HALF_OPEN,
    PARTITION,
    ONE_WAY_PARTITION,
    PAUSE,
    POWER_LOSS,
    WRITE_FAILED,
    ALL_DOWN_AT_ONCE,
    CLIENT_MOVED,
    CLIENT_REFUSED_BY_A_SERVER_BEHIND_IT,
    WRITE_THROUGH_A_LEARNER,
    READ_AT_AN_OBSERVER,
    SYNC_WAITED_FOR_A_PROPOSAL,
    WEIGHTED_QUORUM,
    SERVED_IN_NO_LIST,
    CHANGE_NEEDS_A_JOINER,
    CHANGE_REFUSED,
    CHANGE_CAME_TO_NOTHING,
    CHANGE_COMPLETED_BY_THE_NEXT_LEADER,
    FOLLOWER_GETS_A_VOTE,
    FOLLOWER_LOSES_ITS_VOTE,
    LEADER_LEAVES;

    private final boolean rare;

    Situation() {
        this(false);
    }

    Situation(boolean rare) {
        this.rare = rare;
    }

    /** Whether only a soak can be expected to have it. */
    boolean isRare() {
        return rare;
    }
}
