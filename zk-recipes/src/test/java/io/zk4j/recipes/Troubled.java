/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import io.zk4j.framework.ZkFramework;
import io.zk4j.framework.sim.SimEnsemble;
import io.zk4j.framework.sim.SimWorld;
import java.util.ArrayList;
import java.util.List;

/**
 * Clients of a simulated ensemble that are cut off, and whose sessions expire or are killed, for a while; then all is left to settle.
 * One more client is left in peace.
 */
public final class Troubled {
    private static final long TROUBLED_MILLIS = 10_000;
    private static final long SETTLED_MILLIS = 40_000;
    private static final long CLOSED_MILLIS = 60_000;

    /** Shorter than what ends a session. */
    private static final int SHORT_CUT_MILLIS_MAX = 400;

    private final SimWorld world;
    private final SimEnsemble ensemble;
    private final List<ZkFramework> clients = new ArrayList<>();
    private final ZkFramework outside;

    private final boolean endsSessions;

    public Troubled(long seed, int clients) {
        this(seed, clients, true);
    }

    /** Clients whose sessions may end, or are only cut off for a while. */
    public Troubled(long seed, int clients, boolean endsSessions) {
        this.endsSessions = endsSessions;
        this.world = new SimWorld(seed);
        this.ensemble = new SimEnsemble(world);
        this.outside = ensemble.newClient();
        for (int i = 0; i < clients; i++) {
            this.clients.add(ensemble.newClient());
        }
        world.in(world.upTo(500), this::trouble);
    }

    public SimWorld world() {
        return world;
    }

    public SimEnsemble ensemble() {
        return ensemble;
    }

    public List<ZkFramework> clients() {
        return clients;
    }

    /** The client that is left in peace. */
    public ZkFramework outside() {
        return outside;
    }

    public boolean isTroubled() {
        return world.nowMillis() < TROUBLED_MILLIS;
    }

    /** Does something again and again while there is trouble, with pauses of up to so many milliseconds. */
    public void repeat(int pauseMillisMax, Runnable action) {
        world.in(world.upTo(pauseMillisMax), () -> {
            if (isTroubled()) {
                action.run();
                repeat(pauseMillisMax, action);
            }
        });
    }

    /** Until the trouble is over and everything has had its time. */
    public void settle() {
        world.runUntilMillis(SETTLED_MILLIS);
    }

    /** After everything was closed: nothing is left at these paths, no watch and no step that waits for a session's end. */
    public void leavesNothingIn(String... paths) {
        world.runUntilMillis(CLOSED_MILLIS);
        for (String path : paths) {
            assertThat(ensemble.children(path)).as("znodes left in %s", path).isEmpty();
        }
        assertThat(ensemble.watches()).as("watches left").isZero();
        clients.forEach(client -> assertThat(client.engine().session().endSteps())
                .as("steps left")
                .isZero());
    }

    private void trouble() {
        if (isTroubled()) {
            ZkFramework victim = clients.get(world.upTo(clients.size()));
            if (endsSessions && world.chance(0.2)) {
                ensemble.killSession(victim);
            } else {
                ensemble.cut(victim, 1 + world.upTo(endsSessions && world.chance(0.3) ? 6_000 : SHORT_CUT_MILLIS_MAX));
            }
            world.in(world.upTo(800), this::trouble);
        }
    }
}
