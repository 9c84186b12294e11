/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a session has seen stays seen. A read returns what some write wrote that had begun by then, and no session is shown the state of a
 * moment before one that it has been shown, of whichever znode, or before its own last write.
 */
public final class SessionReads {
    private final Map<String, Operation> writers = new HashMap<>(); // by value
    private final Map<String, NavigableMap<Long, Operation>> writesOf = new HashMap<>(); // by key, then by zxid
    private final Set<String> deletedKeys = new HashSet<>();
    private final List<Violation> violations = new ArrayList<>();
    private final long start;

    private SessionReads(List<Operation> operations) {
        start = operations.isEmpty() ? 0 : operations.get(0).fromNanos();
        for (var operation : operations) {
            var value = LinearizabilityChecker.valueOf(operation.call());
            if (!value.isEmpty()) {
                writers.put(value, operation);
            }
            if (operation.outcome() instanceof Outcome.Wrote wrote) {
                writesOf.computeIfAbsent(operation.key(), key -> new TreeMap<>())
                        .put(wrote.zxid(), operation);
            }
            if (operation.outcome() instanceof Outcome.Saw saw) {
                // Who wrote it may not know.
                writesOf.computeIfAbsent(operation.key(), key -> new TreeMap<>())
                        .putIfAbsent(saw.zxid(), operation);
            }
            if (operation.call() instanceof Call.Delete && !(operation.outcome() instanceof Outcome.Refused)) {
                deletedKeys.add(operation.key());
            }
        }
    }

    /** What a session must not have seen. The operations come by when they began. */
    public static List<Violation> check(List<Operation> operations) {
        var reads = new SessionReads(operations);
        var bySession = new TreeMap<Long, List<Operation>>();
        for (var operation : operations) {
            bySession
                    .computeIfAbsent(operation.session(), session -> new ArrayList<>())
                    .add(operation);
        }
        bySession.values().forEach(reads::checkSession);
        return reads.violations;
    }

    private void checkSession(List<Operation> operations) {
        long seenUpTo = Long.MIN_VALUE;
        Operation shownBy = null;
        for (var operation : operations) {
            if (operation.outcome() instanceof Outcome.Saw saw) {
                checkWriter(operation, saw);
            }
            if (shownBy != null && operation.call() instanceof Call.Read) {
                checkNotBefore(operation, seenUpTo, shownBy);
            }
            long zxid = zxidOf(operation.outcome());
            if (zxid > seenUpTo) {
                seenUpTo = zxid;
                shownBy = operation;
            }
        }
    }

    private void checkWriter(Operation read, Outcome.Saw saw) {
        var writer = writers.get(saw.value());
        if (writer == null || !writer.key().equals(read.key())) {
            violate("A read returned what nobody had written.", read);
        } else if (writer.fromNanos() > read.untilNanos()) {
            violate("A read returned what was written later.", read, writer);
        } else if (writer.outcome() instanceof Outcome.Refused) {
            violate("A read returned what was refused.", read, writer);
        } else if (writer.outcome() instanceof Outcome.Wrote wrote
                && (wrote.version() != saw.version() || wrote.zxid() != saw.zxid())) {
            violate("A read returned another version or transaction than its writer was told.", writer, read);
        }
    }

    private void checkNotBefore(Operation read, long seenUpTo, Operation shownBy) {
        boolean sawNothing = read.outcome() instanceof Outcome.SawNothing;
        if (sawNothing && deletedKeys.contains(read.key())) {
            return; // Nobody is told which transaction deletes, so this may be right.
        }
        var writes = writesOf.getOrDefault(read.key(), new TreeMap<>());
        var newest = writes.floorEntry(seenUpTo);
        long seen = sawNothing ? Long.MIN_VALUE : zxidOf(read.outcome());
        if (newest != null && seen < newest.getKey()) {
            violate("A session was shown an older state than before.", newest.getValue(), shownBy, read);
        }
    }

    private static long zxidOf(Outcome outcome) {
        if (outcome instanceof Outcome.Wrote wrote) {
            return wrote.zxid();
        }
        return outcome instanceof Outcome.Saw saw ? saw.zxid() : Long.MIN_VALUE;
    }

    private void violate(String what, Operation... operations) {
        violations.add(new Violation(
                what, List.of(operations).stream().map(each -> each.tell(start)).toList()));
    }
}
