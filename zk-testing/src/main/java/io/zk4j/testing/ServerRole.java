/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing;

/** What a {@link ZkTestServer} is at the moment. */
public enum ServerRole {
    /** Serves alone. */
    STANDALONE,
    /** Leads the others and serves. */
    LEADER,
    /** Follows, with a vote, and serves. */
    FOLLOWER,
    /** Follows, without a vote, and serves. */
    OBSERVER,
    /** Runs, but serves nobody: it looks for a leader, or is being brought up to date by one. */
    LOOKING,
    /** Stopped in its tracks by the test. */
    PAUSED,
    /** Does not run. */
    DOWN;

    /** Whether clients are served. */
    public boolean serves() {
        return this != LOOKING && this != PAUSED && this != DOWN;
    }
}
