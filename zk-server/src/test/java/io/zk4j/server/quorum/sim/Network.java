/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.sim;

import java.util.Arrays;

/**
 * What lies between the servers: how long things take, and between whom nothing passes. What cannot pass waits, as TCP makes it
 * wait, and goes on when the network heals, unless the connection breaks first.
 */
final class Network {
    private final Timeline timeline;
    private final Chance chance;
    private final boolean[][] cut;
    private final int[][] slowness;
    private final ElectionLinks electionLinks;
    private final QuorumLinks quorumLinks;

    Network(World world) {
        this.timeline = world.timeline();
        this.chance = world.chance();
        int size = world.scenario().servers() + 1;
        this.cut = new boolean[size][size];
        this.slowness = new int[size][size];
        for (var row : slowness) {
            Arrays.fill(row, 1);
        }
        this.electionLinks = new ElectionLinks(world, this);
        this.quorumLinks = new QuorumLinks(world, this);
    }

    ElectionLinks electionLinks() {
        return electionLinks;
    }

    QuorumLinks quorumLinks() {
        return quorumLinks;
    }

    /** When something sent now arrives; not before {@code earliest}, since what is sent on one connection keeps its order. */
    long arrival(SimServer from, SimServer to, long earliest) {
        return Math.max(
                earliest, timeline.nowMicros() + chance.mostlyShortMicros(1000 * slowness[from.index()][to.index()]));
    }

    boolean passes(SimServer from, SimServer to) {
        return !cut[from.index()][to.index()];
    }

    /** Whether a connection can be made. */
    boolean reaches(SimServer from, SimServer to) {
        return passes(from, to) && passes(to, from);
    }

    /** From now on nothing passes in this direction. */
    void cut(SimServer from, SimServer to) {
        cut[from.index()][to.index()] = true;
        electionLinks.cut(from, to);
    }

    void mend(SimServer from, SimServer to) {
        if (cut[from.index()][to.index()]) {
            cut[from.index()][to.index()] = false;
            electionLinks.mended(from, to);
            quorumLinks.mended(from, to);
        }
    }

    void slowness(SimServer one, SimServer other, int times) {
        slowness[one.index()][other.index()] = times;
        slowness[other.index()][one.index()] = times;
    }
}
