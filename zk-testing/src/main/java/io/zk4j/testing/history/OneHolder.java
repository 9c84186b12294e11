/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;

/** Locks and the like: nobody holds what another one holds, and fencing tokens grow from holder to holder. */
public final class OneHolder {
    private OneHolder() {}

    /**
     * A stretch of time in which somebody believed to hold something.
     *
     * @param resource what was held
     * @param holder who held it
     * @param fromNanos when it was told so
     * @param untilNanos when it gave it up, or was told that it was lost
     * @param token the fencing token of this grant
     */
    public record Hold(String resource, String holder, long fromNanos, long untilNanos, long token) {
        private static final double NANOS_PER_MILLI = 1e6;

        private String tell(long startNanos) {
            return String.format(
                    Locale.ROOT,
                    "%12.3f .. %12.3f ms  %s held %s with token %d",
                    (fromNanos - startNanos) / NANOS_PER_MILLI,
                    (untilNanos - startNanos) / NANOS_PER_MILLI,
                    holder,
                    resource,
                    token);
        }
    }

    /** Which holds contradict that. */
    public static List<Violation> check(List<Hold> holds) {
        var byTime =
                holds.stream().sorted(Comparator.comparingLong(Hold::fromNanos)).toList();
        long start = byTime.isEmpty() ? 0 : byTime.get(0).fromNanos();
        var violations = new ArrayList<Violation>();
        var lastOf = new HashMap<String, Hold>(); // by resource: the one that lasted longest so far
        for (var hold : byTime) {
            var last = lastOf.get(hold.resource());
            if (last != null && hold.fromNanos() < last.untilNanos()) {
                violations.add(violation("Two hold " + hold.resource() + " at once.", last, hold, start));
            }
            if (last != null && hold.token() <= last.token()) {
                violations.add(violation("The token of " + hold.resource() + " has not grown.", last, hold, start));
            }
            if (last == null || hold.untilNanos() > last.untilNanos()) {
                lastOf.put(hold.resource(), hold);
            }
        }
        return violations;
    }

    private static Violation violation(String what, Hold first, Hold second, long start) {
        return new Violation(what, List.of(first.tell(start), second.tell(start)));
    }
}
