/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import io.zk4j.framework.Pending;
import io.zk4j.framework.ZkFramework;
import io.zk4j.framework.sim.Seeds;
import io.zk4j.framework.sim.SimEnsemble;
import io.zk4j.framework.sim.SimWorld;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets somebody give up what is waited for: after no step of a simulated world, after one, after two, and so on, until it comes before
 * it can be given up. Each time in a world of its own that goes the same way until then, and of which nothing may be left.
 */
final class EveryStep {
    /** Each seed takes a hundred worlds: one of so many will do. */
    private static final int ONE_OF = 250;

    private static final long CONNECTED_MILLIS = 300;
    /** How long the wait lasts if nobody gives it up. */
    private static final long OBSTRUCTED_MILLIS = 80;

    private static final long SETTLED_MILLIS = 6_000;
    private static final int STEPS_MAX = 5_000;
    private static final long LOOK_NANOS = 20_000;
    /** A wait that ends sooner has not been tested. */
    private static final int STEPS_MIN = 20;

    /**
     * What somebody waits for.
     *
     * @param end is done afterwards, whether it has come or not
     */
    record Wait(Pending<?> pending, Runnable end) {}

    /**
     * What keeps somebody waiting.
     *
     * @param stands completes once it does
     * @param away takes it away
     */
    record Obstacle(CompletableFuture<?> stands, Runnable away) {}

    /** Two programs: one waits, the other one keeps it waiting for a while. */
    interface Scene {
        /** Begins to keep everybody waiting. */
        Obstacle obstruct(ZkFramework other);

        /** Begins to wait. */
        Wait begin(ZkFramework me);
    }

    /** How to give up; says whether it was in time. */
    interface Way {
        boolean giveUpAfter(Pending<?> pending, Runnable steps) throws InterruptedException;
    }

    private EveryStep() {}

    /** By cancelling. */
    static boolean cancel(Pending<?> pending, Runnable steps) {
        steps.run();
        return pending.cancel(true);
    }

    /** By interrupting a thread that waits. */
    static boolean interrupt(Pending<?> pending, Runnable steps) throws InterruptedException {
        var interrupted = new boolean[1];
        var waiter = new Thread(() -> {
            try {
                pending.await();
            } catch (InterruptedException given) {
                interrupted[0] = true;
            }
        });
        waiter.start();
        while (waiter.getState() != Thread.State.WAITING) {
            assertThat(waiter.isAlive()).as("somebody waits").isTrue();
            LockSupport.parkNanos(LOOK_NANOS); // nothing tells when a thread begins to wait
        }
        steps.run();
        waiter.interrupt();
        waiter.join();
        return interrupted[0];
    }

    /** Gives up after each number of steps; nothing may be left in these paths. */
    static void check(Scene scene, Way way, String... paths) throws InterruptedException {
        for (long seed : Seeds.some(ONE_OF).toArray()) {
            int steps = 0;
            while (givesUp(scene, way, seed, steps, paths)) {
                steps++;
                assertThat(steps).as("steps until it comes, seed %d", seed).isLessThan(STEPS_MAX);
            }
            assertThat(steps)
                    .as("steps at which it was given up, seed %d", seed)
                    .isGreaterThan(STEPS_MIN);
        }
    }

    private static boolean givesUp(Scene scene, Way way, long seed, int steps, String... paths)
            throws InterruptedException {
        var world = new SimWorld(seed);
        var ensemble = new SimEnsemble(world);
        var me = ensemble.newClient();
        var other = ensemble.newClient();
        world.runUntilMillis(CONNECTED_MILLIS);
        obstruct(scene, world, other);

        var wait = scene.begin(me);
        boolean inTime = way.giveUpAfter(wait.pending(), () -> world.runSteps(steps));
        world.runUntilMillis(SETTLED_MILLIS);
        assertThat(wait.pending().isDone())
                .as("it is over after %d steps, seed %d", steps, seed)
                .isTrue();
        wait.end().run();
        world.runUntilMillis(2 * SETTLED_MILLIS);
        nothingIsLeft(ensemble, List.of(me, other), seed, steps, paths);

        obstruct(scene, world, other);
        var again = scene.begin(me);
        world.runUntilMillis(3 * SETTLED_MILLIS);
        assertThat(again.pending())
                .as("what comes to the next one after %d steps, seed %d", steps, seed)
                .isCompleted();
        again.end().run();
        world.runUntilMillis(4 * SETTLED_MILLIS);
        nothingIsLeft(ensemble, List.of(me, other), seed, steps, paths);
        return inTime;
    }

    private static void obstruct(Scene scene, SimWorld world, ZkFramework other) {
        var obstacle = scene.obstruct(other);
        while (!obstacle.stands().isDone()) {
            world.runSteps(1);
        }
        world.in(OBSTRUCTED_MILLIS, obstacle.away());
    }

    private static void nothingIsLeft(
            SimEnsemble ensemble, List<ZkFramework> clients, long seed, int steps, String... paths) {
        for (String path : paths) {
            assertThat(ensemble.children(path))
                    .as("znodes left in %s after %d steps, seed %d", path, steps, seed)
                    .isEmpty();
        }
        assertThat(ensemble.watches())
                .as("watches left after %d steps, seed %d", steps, seed)
                .isZero();
        clients.forEach(client -> assertThat(client.engine().session().endSteps())
                .as("steps left that wait for a session's end, after %d steps, seed %d", steps, seed)
                .isZero());
    }
}
