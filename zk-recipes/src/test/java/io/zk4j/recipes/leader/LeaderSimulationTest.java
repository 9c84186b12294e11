/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.leader;

import static org.assertj.core.api.Assertions.assertThat;

import io.zk4j.framework.ZkFramework;
import io.zk4j.framework.sim.SimEnsemble;
import io.zk4j.framework.sim.SimWorld;
import io.zk4j.recipes.primitive.Lease;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Latches whose clients are cut off and lose their sessions, and who come and go. */
class LeaderSimulationTest {
    private static final long TROUBLED_MILLIS = 20_000;
    private static final long SETTLED_MILLIS = 40_000;
    /** A withdrawal is confirmed after two trips, which may both be slow. */
    private static final long CLOSED_MILLIS = 5_000;

    private static final String PATH = "/election";

    private final List<LeaderLatch> latches = new ArrayList<>();
    private final List<ZkFramework> clients = new ArrayList<>();
    private final Map<Long, String> leaderOfTerm = new HashMap<>();
    private final List<String> violations = new ArrayList<>();
    private SimWorld world;
    private SimEnsemble ensemble;
    private boolean killsSessions;

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.zk4j.framework.sim.Seeds#forThisBuild")
    void aTermHasOneLeaderAndInTheEndThereIsOne(long seed) {
        world = new SimWorld(seed);
        ensemble = new SimEnsemble(world);
        killsSessions = world.chance(0.3);
        for (int i = 0; i < 3; i++) {
            clients.add(ensemble.newClient());
            latches.add(newLatch(i));
        }
        world.in(world.upTo(500), this::trouble);
        world.in(1, this::look);
        world.runUntilMillis(SETTLED_MILLIS);

        assertThat(violations).isEmpty();
        assertThat(leaderOfTerm).isNotEmpty();
        assertThat(latches.stream().filter(LeaderLatch::hasLeadership)).hasSize(1);
        assertThat(ensemble.children(PATH)).hasSize(3);

        latches.forEach(LeaderLatch::close);
        world.runUntilMillis(SETTLED_MILLIS + CLOSED_MILLIS);
        assertThat(ensemble.children(PATH)).isEmpty();
        assertThat(ensemble.watches()).isZero();
        clients.forEach(
                client -> assertThat(client.engine().session().endSteps()).isZero());
    }

    private LeaderLatch newLatch(int client) {
        var latch = new LeaderLatch(clients.get(client), PATH, "client " + client);
        latch.onChange(leadership -> elected(latch, leadership));
        return latch.start();
    }

    private void elected(LeaderLatch latch, Lease leadership) {
        String before = leaderOfTerm.put(leadership.fencingToken(), latch.id());
        if (before != null && !before.equals(latch.id())) {
            violations.add(before + " and " + latch.id() + " led in term " + leadership.fencingToken());
        }
    }

    private void look() {
        long leaders = latches.stream().filter(LeaderLatch::hasLeadership).count();
        if (leaders > 1 && !killsSessions) {
            violations.add(leaders + " leaders after " + world.nowMillis() + " ms");
        }
        if (world.nowMillis() < SETTLED_MILLIS) {
            world.in(7, this::look);
        }
    }

    private void trouble() {
        if (world.nowMillis() > TROUBLED_MILLIS) {
            return;
        }
        int victim = world.upTo(clients.size());
        if (world.chance(0.2)) {
            latches.get(victim).close();
            latches.set(victim, newLatch(victim));
        } else if (killsSessions && world.chance(0.3)) {
            ensemble.killSession(clients.get(victim));
        } else {
            ensemble.cut(clients.get(victim), 1 + world.upTo(world.chance(0.3) ? 6_000 : 400));
        }
        world.in(world.upTo(1_000), this::trouble);
    }
}
