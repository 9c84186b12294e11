/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.election;

/**
 * How long an election waits.
 *
 * @param silenceMillisMin without a word from anybody until the vote is sent again; doubled each time
 * @param silenceMillisMax the longest such wait
 * @param finalizeMillis for a better vote, once a quorum agrees
 */
public record ElectionTimes(long silenceMillisMin, long silenceMillisMax, long finalizeMillis) {
    /** As Apache's server waits if nothing is configured. */
    public static final ElectionTimes DEFAULT = new ElectionTimes(200, 60_000, 200);
}
