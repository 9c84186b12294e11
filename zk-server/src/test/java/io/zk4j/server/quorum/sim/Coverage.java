/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.sim;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** How often each {@link Situation} came to pass, over one seed or many. */
final class Coverage {
    private static final long SEEDS_FOR_THE_RARE = 200_000;

    private final Map<Situation, Long> counts = new EnumMap<>(Situation.class);
    private long seeds;
    private long steps;
    private long writes;

    void count(Situation situation) {
        counts.merge(situation, 1L, Long::sum);
    }

    long of(Situation situation) {
        return counts.getOrDefault(situation, 0L);
    }

    /** A simulation is over. */
    void finished(long stepsOfIt, long writesOfIt) {
        seeds++;
        steps += stepsOfIt;
        writes += writesOfIt;
    }

    /** Adds what others have seen. */
    void add(Coverage other) {
        other.counts.forEach((situation, count) -> counts.merge(situation, count, Long::sum));
        seeds += other.seeds;
        steps += other.steps;
        writes += other.writes;
    }

    List<Situation> missing() {
        var missing = new ArrayList<Situation>();
        for (var situation : Situation.values()) {
            if (of(situation) == 0 && !(situation.isRare() && seeds < SEEDS_FOR_THE_RARE)) {
                missing.add(situation);
            }
        }
        return missing;
    }

    @Override
    public String toString() {
        var text = new StringBuilder()
                .append(seeds)
                .append(" seeds, ")
                .append(steps)
                .append(" steps, ")
                .append(writes)
                .append(" acknowledged writes");
        for (var situation : Situation.values()) {
            text.append(String.format("%n%10d  %s", of(situation), situation));
        }
        return text.toString();
    }
}
