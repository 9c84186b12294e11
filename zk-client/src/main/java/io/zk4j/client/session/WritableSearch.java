/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client.session;

import java.util.List;

/** Looks for a server that serves writes while the session has one that serves reads only: soon at first, then ever less often. */
final class WritableSearch<W> {
    static final int FIRST_PAUSE_MILLIS = 100;
    static final int LONGEST_PAUSE_MILLIS = 60_000;
    /** How long one server has to answer. */
    static final int ANSWER_MILLIS_MAX = 1_000;

    private final LinkClock clock;
    private final RetryPlan retry;
    private final List<Effect<W>> effects;
    private int pauseMillis = FIRST_PAUSE_MILLIS;
    private long askAt = Long.MAX_VALUE;

    WritableSearch(LinkClock clock, RetryPlan retry, List<Effect<W>> effects) {
        this.clock = clock;
        this.retry = retry;
        this.effects = effects;
    }

    /** A server has been reached. */
    void reached(boolean readOnly) {
        if (readOnly) {
            goOn();
        } else {
            pauseMillis = FIRST_PAUSE_MILLIS;
            suspend();
        }
    }

    /** The next server is to be asked after a pause. */
    void goOn() {
        askAt = clock.now() + pauseMillis;
    }

    /** There is no need to look. The pause stays as long as it has become, lest the session goes back and forth. */
    void suspend() {
        askAt = Long.MAX_VALUE;
    }

    /** When {@link #ask} has something to do; never, while a server is being asked. */
    long askAt() {
        return askAt;
    }

    /** Asks the next server if it is time, and will pause longer before the one behind it. */
    void ask() {
        if (clock.now() >= askAt) {
            suspend();
            pauseMillis = Math.min(2 * pauseMillis, LONGEST_PAUSE_MILLIS);
            effects.add(new Effect.Probe<>(retry.nextToAsk(), ANSWER_MILLIS_MAX));
        }
    }

    /** A server has answered; one that serves writes will be the next to connect to. */
    void answered(HostPort server, boolean writable) {
        if (writable) {
            retry.tryFirst(server);
        } else {
            goOn();
        }
    }
}
