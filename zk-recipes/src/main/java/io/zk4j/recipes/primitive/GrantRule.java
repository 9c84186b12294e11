/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.primitive;

import java.util.List;
import java.util.function.Predicate;

/** Says who in a line has what all wait for, and for whom the others wait; pure. */
@FunctionalInterface
public interface GrantRule {
    /** What a rule says of one place. */
    sealed interface Verdict {}

    /** It has it. */
    record Granted() implements Verdict {}

    /** It waits for another one to go, and nobody else's going can change that. */
    record Behind(Place other) implements Verdict {}

    /** It waits for anything to change in the line. */
    record UntilAnyChange() implements Verdict {}

    /**
     * Judges one place.
     *
     * @param line all places in order
     * @param mine which of them is judged
     */
    Verdict judge(List<Place> line, int mine);

    /** The first so many have it, each of the others waits for the one so many places ahead. */
    static GrantRule first(int holders) {
        if (holders < 1) {
            throw new IllegalArgumentException("a rule that grants " + holders + " places grants nothing");
        }
        return (line, mine) -> mine < holders ? new Granted() : new Behind(line.get(mine - holders));
    }

    /** Who has none of these ahead has it, the others wait for the nearest of them. */
    static GrantRule behindNo(Predicate<Place> obstacle) {
        return (line, mine) -> {
            for (int i = mine - 1; i >= 0; i--) {
                if (obstacle.test(line.get(i))) {
                    return new Behind(line.get(i));
                }
            }
            return new Granted();
        };
    }
}
