/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.ensemble;

import java.util.EnumSet;
import java.util.Set;

/** How a server that comes back is brought up to date, as Apache's server tells it on whichever side it is. */
enum SyncKind {
    DIFF("Sending DIFF zxid=", "Getting a diff from the leader"),
    TRUNC("Sending TRUNC", "Truncating log to get in sync with the leader"),
    SNAP("Sending snapshot last zxid of peer", "Getting a snapshot from leader");

    private final String leaderSays;
    private final String learnerSays;

    SyncKind(String leaderSays, String learnerSays) {
        this.leaderSays = leaderSays;
        this.learnerSays = learnerSays;
    }

    /** Which of them a server of Apache's has told of. */
    static Set<SyncKind> toldIn(String output) {
        var told = EnumSet.noneOf(SyncKind.class);
        for (var kind : values()) {
            if (output.contains(kind.leaderSays) || output.contains(kind.learnerSays)) {
                told.add(kind);
            }
        }
        return told;
    }
}
