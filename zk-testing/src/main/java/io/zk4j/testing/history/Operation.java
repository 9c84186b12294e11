/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.history;

import java.util.Locale;

/**
 * One call of one client, from the moment before it was made to the moment after its outcome was known.
 *
 * @param client who called; a client makes one call after the other
 * @param session which of all sessions it used, by a number of the recorder's
 * @param key the path of the znode
 * @param fromNanos on a monotonic clock that all clients share
 * @param untilNanos on the same clock; says nothing about the effect if the outcome is unknown
 */
public record Operation(
        int client, long session, String key, Call call, long fromNanos, long untilNanos, Outcome outcome) {
    private static final double NANOS_PER_MILLI = 1e6;

    /** Whether the caller was never told what has become of it. */
    public boolean isUnknown() {
        return outcome instanceof Outcome.Unknown;
    }

    boolean isReadOfSession() {
        return call instanceof Call.Read read && read.freshness() == Call.Freshness.OF_THE_SESSION;
    }

    /** As a line of a story, with times counted from the given moment. */
    String tell(long startNanos) {
        return String.format(
                Locale.ROOT,
                "%12.3f .. %12.3f ms  client %d: %s %s, %s",
                (fromNanos - startNanos) / NANOS_PER_MILLI,
                (untilNanos - startNanos) / NANOS_PER_MILLI,
                client,
                key,
                call,
                outcome);
    }
}
