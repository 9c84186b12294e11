/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What the simulation is worth: mistakes planted around the peer are found within the seeds of a build. A soak also looks for
 * what would become of them if nobody watched the servers from inside: in most cases, what clients would notice.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlantedBugsTest {
    private static final long SEEDS = 20_000;

    /** What is checked inside the servers, before anything has come of it. */
    private static final Set<Invariant> WATCHED_FROM_INSIDE = EnumSet.of(
            Invariant.ACKNOWLEDGES_ONLY_THE_DURABLE,
            Invariant.COMMITTED_IS_ON_A_QUORUM,
            Invariant.EPOCH_ONLY_BEHIND_ITS_DATA,
            Invariant.EPOCHS_NEVER_GO_BACK,
            Invariant.FOLLOWS_BEFORE_IT_SERVES,
            Invariant.LEADS_ONLY_WITH_A_QUORUM,
            Invariant.MEMORY_IS_THE_LOG);

    private final TreeMap<PlantedBug, String> table = new TreeMap<>();

    @ParameterizedTest
    @EnumSource(PlantedBug.class)
    void isFound(PlantedBug bug) {
        var found = Seeds.find(bug, SEEDS, Set.of());

        assertThat(found)
                .as("in how many of " + SEEDS + " seeds " + bug + " is found")
                .isNotNull();
        assertThat(found.invariant()).isIn(bug.foundBy());
        table.put(bug, String.format("%6d  %-30s", found.seeds(), found.invariant()));
        if (Seeds.isSoak()) {
            var outside = Seeds.find(bug, SEEDS, WATCHED_FROM_INSIDE);
            table.merge(
                    bug,
                    outside == null ? "   none" : String.format(" %6d  %s", outside.seeds(), outside.invariant()),
                    String::concat);
        }
    }

    @AfterAll
    void tellTheTable() {
        table.forEach((bug, row) -> System.out.printf("%-40s %s%n", bug, row));
    }
}
