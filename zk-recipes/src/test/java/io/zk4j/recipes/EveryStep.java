/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import io.zk4j.framework.Pending;
import io.zk4j.framework.ZkFramework;
import io.zk4j.framework.sim.SimEnsemble;
import io.zk4j.framework.sim.SimWorld;
import java.util.List;

/**
 * Lets somebody give up what is waited for: after no step of a simulated world, after one, after two, and so on, until it comes before
 * it can be given up. Each time in a world of its own that goes the same way until then, and of which nothing may be left.
 */
final class EveryStep {
    private static final long SEED = 7;
    private static final long CONNECTED_MILLIS = 300;
    private static final long SETTLED_MILLIS = 6_000;
    private static final int STEPS_MAX = 5_000;
    /** A wait that ends sooner has not been tested. */
    private static final int STEPS_MIN = 20;

    /**
     * What somebody waits for.
     *
     * @param end is done afterwards, whether it has come or not
     */
    record Wait(Pending<?> pending, Runnable end) {}

    /** Two programs: one waits, the other one keeps it waiting for a while. */
    interface Scene {
        /** Keeps everybody waiting, from now on and for a while. Called on the thread of the world, as the other one. */
        void obstruct(SimWorld world, ZkFramework other);

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
            Thread.onSpinWait();
        }
        steps.run();
        waiter.interrupt();
        waiter.join();
        return interrupted[0];
    }

    /** Gives up after each number of steps; nothing may be left in these paths. */
    static void check(Scene scene, Way way, String... paths) throws InterruptedException {
        int steps = 0;
        while (givesUp(scene, way, steps, paths)) {
            steps++;
            assertThat(steps).as("steps until it comes").isLessThan(STEPS_MAX);
        }
        assertThat(steps).as("steps at which it was given up").isGreaterThan(STEPS_MIN);
    }

    private static boolean givesUp(Scene scene, Way way, int steps, String... paths) throws InterruptedException {
        var world = new SimWorld(SEED);
        var ensemble = new SimEnsemble(world);
        var me = ensemble.newClient();
        var other = ensemble.newClient();
        world.runUntilMillis(CONNECTED_MILLIS);
        scene.obstruct(world, other);
        world.runUntilMillis(2 * CONNECTED_MILLIS);

        var wait = scene.begin(me);
        boolean inTime = way.giveUpAfter(wait.pending(), () -> world.runSteps(steps));
        world.runUntilMillis(SETTLED_MILLIS);
        assertThat(wait.pending().isDone())
                .as("it is over after %d steps", steps)
                .isTrue();
        wait.end().run();
        world.runUntilMillis(2 * SETTLED_MILLIS);
        nothingIsLeft(ensemble, List.of(me, other), steps, paths);

        scene.obstruct(world, other);
        world.runUntilMillis(2 * SETTLED_MILLIS + CONNECTED_MILLIS);
        var again = scene.begin(me);
        world.runUntilMillis(3 * SETTLED_MILLIS);
        assertThat(again.pending())
                .as("what comes to the next one after %d steps", steps)
                .isCompleted();
        again.end().run();
        world.runUntilMillis(4 * SETTLED_MILLIS);
        nothingIsLeft(ensemble, List.of(me, other), steps, paths);
        return inTime;
    }

    private static void nothingIsLeft(SimEnsemble ensemble, List<ZkFramework> clients, int steps, String... paths) {
        for (String path : paths) {
            assertThat(ensemble.children(path))
                    .as("znodes left in %s after %d steps", path, steps)
                    .isEmpty();
        }
        assertThat(ensemble.watches()).as("watches left after %d steps", steps).isZero();
        clients.forEach(client -> assertThat(client.engine().session().endSteps())
                .as("steps left that wait for a session's end, after %d steps", steps)
                .isZero());
    }
}
