/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.ensemble;

import java.util.EnumSet;
import java.util.Set;

/** How a server that comes back is brought up to date, as it tells in its log. */
enum SyncKind {
    DIFF("the leader sends Diff", "Getting a diff from the leader"),
    TRUNC("the leader sends Trunc", "Truncating log to get in sync with the leader"),
    SNAP("the leader sends Snap", "Getting a snapshot from leader");

    private final String oursSays;
    private final String apachesSays;

    SyncKind(String oursSays, String apachesSays) {
        this.oursSays = oursSays;
        this.apachesSays = apachesSays;
    }

    /** Which of them a learner has told of. */
    static Set<SyncKind> toldIn(String output) {
        var told = EnumSet.noneOf(SyncKind.class);
        for (var kind : values()) {
            if (output.contains(kind.oursSays) || output.contains(kind.apachesSays)) {
                told.add(kind);
            }
        }
        return told;
    }
}
