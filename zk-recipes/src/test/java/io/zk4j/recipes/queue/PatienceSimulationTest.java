/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.zk4j.framework.Pending;
import io.zk4j.framework.sim.SimEnsemble;
import io.zk4j.framework.sim.SimWorld;
import io.zk4j.protocol.Bytes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A simple queue that is often empty, whose takers run out of patience; all are connected all the time. */
class PatienceSimulationTest {
    private static final int PROGRAMS = 4;
    private static final String QUEUE = "/q";
    private static final long PLAYED_MILLIS = 1_000;
    private static final long SETTLED_MILLIS = 4_000;
    private static final int PATIENCE_MILLIS_MAX = 30;
    private static final double PUTS = 0.6; // of all rounds; an item is asked for in each

    private final Map<String, Integer> last = new HashMap<>(); // by taker and putter
    private final TreeSet<String> put = new TreeSet<>();
    private final TreeSet<String> taken = new TreeSet<>();
    private final List<String> violations = new ArrayList<>();
    private SimWorld world;
    private int emptyHanded;

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.zk4j.framework.sim.Seeds#forThisBuild")
    void whoRunsOutOfPatienceTakesNothingOutOfItsOrder(long seed) {
        world = new SimWorld(seed);
        var ensemble = new SimEnsemble(world);
        for (int program = 0; program < PROGRAMS; program++) {
            play(program, 0, new SimpleDistributedQueue(ensemble.newClient(), QUEUE));
        }
        world.runUntilMillis(SETTLED_MILLIS);
        assertThat(violations).isEmpty();
        assertThat(emptyHanded).isPositive();
        assertThat(taken).isNotEmpty();
        put.removeAll(taken);
        assertThat(ensemble.children(QUEUE)).hasSameSizeAs(put);
    }

    /** One round after the other, as a thread does that waits for each call. */
    private void play(int program, int number, SimpleDistributedQueue queue) {
        if (world.nowMillis() > PLAYED_MILLIS) {
            return;
        }
        if (world.chance(PUTS)) {
            var item = program + ":" + number;
            queue.offer(Bytes.ofUtf8(item)).onOutcome((done, failure) -> {
                assertThat(failure).isNull();
                put.add(item);
                take(program, number + 1, queue);
            });
        } else {
            take(program, number, queue);
        }
    }

    private void take(int program, int number, SimpleDistributedQueue queue) {
        Pending<Optional<Bytes>> taking = queue.poll(Duration.ofMillis(1 + world.upTo(PATIENCE_MILLIS_MAX)));
        taking.onOutcome((item, failure) -> {
            if (item == null) {
                violations.add(program + " fails: " + failure);
            } else if (item.isPresent()) {
                note(program, item.get().utf8());
            } else {
                emptyHanded++;
            }
            play(program, number, queue);
        });
    }

    private void note(int program, String item) {
        if (!taken.add(item)) {
            violations.add(item + " is taken twice");
        }
        var parts = item.split(":", -1);
        int number = Integer.parseInt(parts[1]);
        Integer before = last.put(program + " of " + parts[0], number);
        if (before != null && before > number) {
            violations.add(item + " is taken by " + program + " after " + before);
        }
    }
}
