/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.fire;

import java.util.concurrent.atomic.LongAdder;

/** How much has happened, so that a trial can show that it was one. Counted by any thread. */
final class Tally {
    private final LongAdder sessions = new LongAdder();
    private final LongAdder connections = new LongAdder();
    private final LongAdder answers = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final LongAdder oneShotEvents = new LongAdder();
    private final LongAdder persistentEvents = new LongAdder();
    private final LongAdder eventsChecked = new LongAdder();

    void session() {
        sessions.increment();
    }

    void connection() {
        connections.increment();
    }

    void answer() {
        answers.increment();
    }

    void failure() {
        failures.increment();
    }

    void oneShotEvent() {
        oneShotEvents.increment();
    }

    void persistentEvent() {
        persistentEvents.increment();
    }

    /** So many acknowledged transactions were seen to have their event. */
    void eventsChecked(int count) {
        eventsChecked.add(count);
    }

    long failures() {
        return failures.sum();
    }

    long connections() {
        return connections.sum();
    }

    @Override
    public String toString() {
        return sessions + " sessions, " + connections + " connections, " + answers + " calls, " + failures
                + " of them failed, " + oneShotEvents + " one-shot events, " + persistentEvents + " persistent ones, "
                + eventsChecked + " of them due";
    }
}
