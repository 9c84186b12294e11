/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.load;

import io.zk4j.testing.TreeListing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What the clients of a {@link WriteLoad} were told.
 *
 * @param acknowledged writes that have succeeded
 * @param unknown paths of writes whose outcome nobody was told
 * @param expiredSessions how many sessions were lost
 */
public record LoadReport(List<Write> acknowledged, List<String> unknown, int expiredSessions) {
    /** A write and when, on {@link System#nanoTime}'s clock, it was asked for and acknowledged. */
    public record Write(String path, long zxid, long fromNanos, long untilNanos) {}

    public LoadReport {
        acknowledged = List.copyOf(acknowledged);
        unknown = List.copyOf(unknown);
    }

    static LoadReport of(List<LoadReport> parts) {
        var acknowledged = new ArrayList<Write>();
        var unknown = new ArrayList<String>();
        int expired = 0;
        for (var part : parts) {
            acknowledged.addAll(part.acknowledged);
            unknown.addAll(part.unknown);
            expired += part.expiredSessions;
        }
        return new LoadReport(acknowledged, unknown, expired);
    }

    /** The acknowledged writes that a tree does not show as they were acknowledged; for loads that create. */
    public List<Write> lost(TreeListing tree) {
        return acknowledged.stream()
                .filter(write -> {
                    var found = tree.nodes().get(write.path());
                    return found == null || found.stat().czxid() != write.zxid();
                })
                .toList();
    }

    /** The longest stretch in which no write was acknowledged to anybody. */
    public Duration longestGap() {
        return longestGap(Long.MIN_VALUE, Long.MAX_VALUE);
    }

    /** The longest such stretch between two moments of {@link System#nanoTime}'s clock. */
    public Duration longestGap(long fromNanos, long untilNanos) {
        var ends = acknowledged.stream()
                .mapToLong(Write::untilNanos)
                .filter(end -> end >= fromNanos && end <= untilNanos)
                .sorted()
                .toArray();
        long longest = 0;
        for (int i = 1; i < ends.length; i++) {
            longest = Math.max(longest, ends[i] - ends[i - 1]);
        }
        return Duration.ofNanos(longest);
    }
}
