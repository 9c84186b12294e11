/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client.session;

import java.util.Random;

/**
 * How long to pause after each server has been tried in vain: hardly at first, since most outages are a server that restarts, then
 * longer up to a second, and never quite the same for two clients.
 */
final class ReconnectBackoff {
    static final int FIRST_PAUSE_MILLIS = 20;
    static final int LONGEST_PAUSE_MILLIS = 1_000;
    private static final int DOUBLINGS_MAX = 10;

    private final Random random;
    private int rounds;

    ReconnectBackoff(Random random) {
        this.random = random;
    }

    /** The pause after one more round in vain. */
    long nextPauseMillis() {
        long longest = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(rounds, DOUBLINGS_MAX));
        rounds++;
        return longest - random.nextInt((int) longest / 2 + 1);
    }

    /** A server serves us well: the next outage starts from the beginning. */
    void reset() {
        rounds = 0;
    }
}
