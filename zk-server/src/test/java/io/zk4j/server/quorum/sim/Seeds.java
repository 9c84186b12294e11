/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.sim;

import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Runs many seeds, on two threads: each simulation is a world of its own. */
final class Seeds {
    private static final int THREADS = 2;

    private Seeds() {}

    /** How many there are in this dose. */
    static long count(long build, long soak) {
        return Long.getLong("zk4j.seeds", isSoak() ? soak : build);
    }

    static boolean isSoak() {
        return "soak".equals(System.getProperty("zk4j.dose", "build"));
    }

    /** Runs the seeds from {@code first} on; fails with the story of the first one in which an invariant does not hold. */
    static Coverage run(long first, long count) {
        var perThread = IntStream.range(0, THREADS)
                .parallel()
                .mapToObj(thread -> {
                    var coverage = new Coverage();
                    for (long seed = first + thread; seed < first + count; seed += THREADS) {
                        runOne(seed, coverage);
                    }
                    return coverage;
                })
                .toList();
        var all = new Coverage();
        perThread.forEach(all::add);
        return all;
    }

    private static void runOne(long seed, Coverage coverage) {
        var simulation = new Simulation(seed, Bug.NONE, coverage);
        try {
            simulation.run();
        } catch (Invariant.Broken broken) {
            throw new AssertionError(broken.getMessage() + "\n" + simulation.story(), broken);
        }
    }

    /** The first seed in which a planted mistake breaks an invariant, and which one; null if there is none. */
    static @Nullable Found find(Bug bug, long count, Set<Invariant> unwatched) {
        for (long seed = 0; seed < count; seed++) {
            try {
                new Simulation(seed, bug, new Coverage(), unwatched).run();
            } catch (Invariant.Broken broken) {
                return new Found(seed + 1, broken.invariant());
            }
        }
        return null;
    }

    /** How a mistake was found. */
    record Found(long seeds, Invariant invariant) {}
}
