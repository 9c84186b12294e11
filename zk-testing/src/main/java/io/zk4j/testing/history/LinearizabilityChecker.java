/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Whether there is one order of all writes and all reads of the latest state that explains every outcome and in which nothing comes before
 * something that had ended before it began.
 *
 * <p>That property holds for a history if and only if it holds for each key, so each is searched alone (Herlihy and Wing). The search is
 * Wing and Gong's with Lowe's memory of states that have been reached before. A write of unknown outcome may take its place at any time
 * after it began, or never; but once somebody has seen its value it is known to have had its effect, as which version, and by when.
 */
public final class LinearizabilityChecker {
    private LinearizabilityChecker() {}

    /** What cannot be explained, at most one finding for each key. */
    public static List<Violation> check(List<Operation> operations) {
        var byKey = new TreeMap<String, List<Operation>>();
        for (var operation : operations) {
            byKey.computeIfAbsent(operation.key(), key -> new ArrayList<>()).add(operation);
        }
        var violations = new ArrayList<Violation>();
        byKey.forEach((key, those) -> {
            var violation = new Search(key, withSightings(those)).run();
            if (violation != null) {
                violations.add(violation);
            }
        });
        return violations;
    }

    /** Leaves reads of the session out, and turns what they and others tell about unknown outcomes into known ones. */
    private static List<Operation> withSightings(List<Operation> operations) {
        Map<String, Operation> firstSighting = new HashMap<>(); // by value: the one that ended first
        for (var operation : operations) {
            if (operation.outcome() instanceof Outcome.Saw saw) {
                firstSighting.merge(
                        saw.value(), operation, (one, other) -> one.untilNanos() <= other.untilNanos() ? one : other);
            }
        }
        var known = new ArrayList<Operation>();
        for (var operation : operations) {
            var sighting = operation.isUnknown() ? firstSighting.get(valueOf(operation.call())) : null;
            if (sighting != null) {
                known.add(asSeen(operation, sighting));
            } else if (!operation.isReadOfSession()) {
                known.add(operation);
            }
        }
        return known;
    }

    private static Operation asSeen(Operation write, Operation sighting) {
        var saw = (Outcome.Saw) sighting.outcome();
        return new Operation(
                write.client(),
                write.session(),
                write.key(),
                write.call(),
                write.fromNanos(),
                sighting.untilNanos(),
                new Outcome.Wrote(saw.version(), saw.zxid()));
    }

    /** The value that a call writes; empty if it writes none. */
    static String valueOf(Call call) {
        if (call instanceof Call.Create create) {
            return create.value();
        }
        return call instanceof Call.SetData set ? set.value() : "";
    }
}
