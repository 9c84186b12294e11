/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.counter;

import static org.assertj.core.api.Assertions.assertThat;

import io.zk4j.framework.ZkFramework;
import io.zk4j.framework.sim.SimEnsemble;
import io.zk4j.framework.sim.SimWorld;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Cached and float counters under cut connections, lost replies, and expired and killed sessions. */
class FurtherCountersSimulationTest {
    private static final String SEEDS = "io.zk4j.framework.sim.Seeds#forThisBuild";
    private static final long TROUBLED_MILLIS = 10_000;
    private static final long SETTLED_MILLIS = 60_000;
    private static final int CALLS = 60;

    private SimWorld world;
    private SimEnsemble ensemble;
    private List<ZkFramework> clients;

    private void begin(long seed) {
        world = new SimWorld(seed);
        ensemble = new SimEnsemble(world);
        ensemble.create("/c");
        clients = List.of(ensemble.newClient(), ensemble.newClient(), ensemble.newClient());
        clients.forEach(client -> world.in(world.upTo(500), () -> trouble(client)));
    }

    private void trouble(ZkFramework client) {
        if (world.nowMillis() < TROUBLED_MILLIS) {
            if (world.chance(0.15)) {
                ensemble.killSession(client);
            } else {
                ensemble.cut(client, 1 + world.upTo(world.chance(0.3) ? 6_000 : 400));
            }
            world.in(world.upTo(1_000), () -> trouble(client));
        }
    }

    private void sometime(Runnable action) {
        world.in(world.upTo((int) TROUBLED_MILLIS), action);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource(SEEDS)
    void noCachedNumberIsGivenTwice(long seed) {
        begin(seed);
        Set<Long> given = new HashSet<>();
        List<String> violations = new ArrayList<>();
        int[] outcomes = new int[1];
        for (var client : clients) {
            var cached = new CachedAtomicLong(new DistributedAtomicLong(client, "/c/n"), 1 + world.upTo(5));
            long[] last = {-1};
            for (int i = 0; i < CALLS; i++) {
                sometime(() -> cached.next().onOutcome((next, failure) -> {
                    outcomes[0]++;
                    if (next == null || !next.succeeded()) {
                        return;
                    }
                    if (!given.add(next.preValue()) || next.preValue() <= last[0]) {
                        violations.add(next + " after " + last[0]);
                    }
                    last[0] = next.preValue();
                }));
            }
        }
        world.runUntilMillis(SETTLED_MILLIS);

        assertThat(outcomes[0]).isEqualTo(CALLS * clients.size());
        assertThat(violations).isEmpty();
        assertThat(given).isNotEmpty();
        long[] inTheEnd = new long[1];
        new DistributedAtomicLong(clients.get(0), "/c/n").get().onOutcome((value, failure) -> inTheEnd[0] = value);
        world.runUntilMillis(SETTLED_MILLIS + 10_000);
        assertThat(given).allMatch(number -> number < inTheEnd[0]);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource(SEEDS)
    void noHalfIsCountedTwiceOrForgotten(long seed) {
        begin(seed);
        int[] counts = new int[2]; // certain, and those whose outcome is unknown
        int[] lost = new int[1];
        for (var client : clients) {
            var counter = new FloatCounter(client, "/c/f");
            for (int i = 0; i < CALLS; i++) {
                sometime(() -> counter.add(0.5).onOutcome((change, failure) -> {
                    if (change == null) {
                        counts[1]++;
                    } else if (change.succeeded()) {
                        counts[0]++;
                    } else {
                        lost[0]++;
                    }
                }));
            }
        }
        world.runUntilMillis(SETTLED_MILLIS);

        assertThat(counts[0] + counts[1] + lost[0]).isEqualTo(CALLS * clients.size());
        double counted = Double.parseDouble(ensemble.texts("/c").getOrDefault("/c/f", "0"));
        assertThat(counted).isBetween(counts[0] * 0.5, (counts[0] + counts[1]) * 0.5);
    }
}
