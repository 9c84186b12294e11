/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;

/** Transaction numbers of acknowledged writes, of all znodes together: none is given twice, and they grow with time. */
public final class WriteOrder {
    private WriteOrder() {}

    private record Write(Operation operation, long zxid) {}

    /** Which acknowledged writes contradict that. */
    public static List<Violation> check(List<Operation> operations) {
        var byBegin = new ArrayList<Write>();
        for (var operation : operations) {
            if (operation.outcome() instanceof Outcome.Wrote wrote) {
                byBegin.add(new Write(operation, wrote.zxid()));
            }
        }
        byBegin.sort(Comparator.comparingLong(write -> write.operation().fromNanos()));
        var byEnd = new ArrayList<>(byBegin);
        byEnd.sort(Comparator.comparingLong(write -> write.operation().untilNanos()));
        long start = byBegin.isEmpty() ? 0 : byBegin.get(0).operation().fromNanos();

        var violations = new ArrayList<Violation>();
        var givenTo = new HashMap<Long, Write>();
        Write newestEnded = null;
        int ended = 0;
        for (var write : byBegin) {
            while (byEnd.get(ended).operation().untilNanos() < write.operation().fromNanos()) {
                var candidate = byEnd.get(ended++);
                if (newestEnded == null || candidate.zxid() > newestEnded.zxid()) {
                    newestEnded = candidate;
                }
            }
            if (newestEnded != null && newestEnded.zxid() > write.zxid()) {
                violations.add(violation("A later write has an earlier transaction.", newestEnded, write, start));
            }
            var other = givenTo.put(write.zxid(), write);
            if (other != null) {
                violations.add(violation("Two writes are one transaction.", other, write, start));
            }
        }
        return violations;
    }

    private static Violation violation(String what, Write first, Write second, long start) {
        return new Violation(
                what, List.of(first.operation().tell(start), second.operation().tell(start)));
    }
}
