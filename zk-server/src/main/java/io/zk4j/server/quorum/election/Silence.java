/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.election;

/** When to repeat what nobody has answered: after a silence, which may last twice as long each time. */
final class Silence {
    private final ElectionTimes times;
    private long millis;
    private long endsAt;

    Silence(ElectionTimes times) {
        this.times = times;
    }

    void begin(long now) {
        millis = times.silenceMillisMin();
        endsAt = now + millis;
    }

    /** Somebody has said something. */
    void broken(long now) {
        endsAt = now + millis;
    }

    boolean isOver(long now) {
        return endsAt <= now;
    }

    void prolong(long now) {
        millis = Math.min(2 * millis, times.silenceMillisMax());
        endsAt = now + millis;
    }

    void shorten(long now) {
        millis = times.silenceMillisMin();
        endsAt = Math.min(endsAt, now + millis);
    }
}
