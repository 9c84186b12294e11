/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.leader;

import static org.assertj.core.api.Assertions.assertThat;

import io.zk4j.recipes.Troubled;
import io.zk4j.recipes.primitive.Lease;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Selectors that queue again after each term while connections break, sessions end and some are replaced. */
class SelectorSimulationTest {
    private static final int PROGRAMS = 3;
    private static final String PATH = "/election";

    private final Map<Long, String> leaderOfTerm = new HashMap<>();
    private final List<String> violations = new ArrayList<>();
    private final Set<String> leadersInPeace = new HashSet<>();
    private Troubled scene;

    /** As a thread that has other things to do first, so that a term takes its time. */
    private Executor slow() {
        return work -> scene.world().in(scene.world().upTo(120), work);
    }

    private LeaderSelector open(int program) {
        String id = "program " + program;
        return new LeaderSelector(scene.clients().get(program), PATH, id, slow(), leadership -> lead(id, leadership))
                .autoRequeue()
                .start();
    }

    private void lead(String id, Lease leadership) {
        String before = leaderOfTerm.put(leadership.fencingToken(), id);
        if (before != null) {
            violations.add(before + " and then " + id + " led in term " + leadership.fencingToken());
        }
        if (!scene.isTroubled()) {
            leadersInPeace.add(id);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.zk4j.framework.sim.Seeds#forThisBuild")
    void aTermHasOneLeaderWhoLeadsOnceAndEverybodyComesToLeadAgain(long seed) {
        scene = new Troubled(seed, PROGRAMS);
        var selectors = new ArrayList<LeaderSelector>();
        for (int i = 0; i < PROGRAMS; i++) {
            selectors.add(open(i));
        }
        scene.repeat(1_000, () -> {
            int program = scene.world().upTo(PROGRAMS);
            selectors.get(program).close();
            selectors.set(program, open(program));
        });
        scene.repeat(300, () -> selectors.get(scene.world().upTo(PROGRAMS)).requeue());
        scene.settle();
        selectors.forEach(LeaderSelector::close);
        scene.leavesNothingIn(PATH);
        assertThat(violations).isEmpty();
        assertThat(leadersInPeace).hasSize(PROGRAMS);
    }
}
