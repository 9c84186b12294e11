/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.sim;

import java.util.List;

/** Whatever goes wrong, at random times, until it is told to heal everything. */
final class Chaos {
    private final World world;
    private final Timeline timeline;
    private final Chance chance;
    private boolean healed;

    Chaos(World world) {
        this.world = world;
        this.timeline = world.timeline();
        this.chance = world.chance();
    }

    void start() {
        timeline.after(chance.micros(1, 2 * world.scenario().millisBetweenFaults()), () -> {
            if (!healed && !world.scenario().faults().isEmpty()) {
                strike(chance.oneOf(world.scenario().faults()));
                start();
            }
        });
    }

    boolean isHealed() {
        return healed;
    }

    /** Ends all faults: everything is up, everything passes. */
    void heal() {
        healed = true;
        world.trace("world", "is healed");
        var servers = world.servers();
        for (var server : servers) {
            server.disarm();
            server.disk().slowness(1);
            server.disk().worksAgain();
            for (var other : servers) {
                world.network().mend(server, other);
                world.network().slowness(server, other, 1);
            }
        }
        servers.forEach(SimServer::resume);
        servers.forEach(SimServer::start);
    }

    private SimServer anyone() {
        return chance.oneOf(world.servers());
    }

    private SimServer leaderOrAnyone() {
        for (var server : world.servers()) {
            if (server.isLeading()) {
                return server;
            }
        }
        return anyone();
    }

    private void strike(Fault fault) {
        world.trace("world", fault);
        var server = anyone();
        switch (fault) {
            case KILL -> crash(server, false);
            case POWER_LOSS -> crash(server, true);
            case KILL_AFTER_SOME_EFFECTS -> server.crashAfter(chance.between(0, 25));
            case KILL_AT_A_BAD_MOMENT -> server.crashAtBadMoment();
            case KILL_THE_LEADER -> crash(leaderOrAnyone(), chance.in100(40));
            case ALL_DOWN -> allDown();
            case PAUSE -> pause(server);
            case PAUSE_THE_LEADER -> pause(leaderOrAnyone());
            case CUT -> cut(server, anyone(), true);
            case CUT_ONE_WAY -> cut(server, anyone(), false);
            case PARTITION ->
                partition(
                        world.servers().stream().filter(one -> chance.in100(50)).toList());
            case ISOLATE_THE_LEADER -> partition(List.of(leaderOrAnyone()));
            case BREAK_LINK -> world.network().quorumLinks().breakOne(false);
            case HALF_OPEN_LINK -> {
                world.coverage().count(Situation.LINK_HALF_OPEN);
                world.network().quorumLinks().breakOne(true);
            }
            case BREAK_ELECTION_LINK -> breakElectionLink(server, anyone());
            case SLOW_NETWORK -> slowNetwork(server, anyone());
            case SLOW_DISK -> slowDisk(server);
            case DISK_ERROR -> server.disk().failsNext();
            case SNAPSHOT -> snapshot(server);
        }
    }

    private void crash(SimServer server, boolean powerLoss) {
        if (!server.isUp()) {
            return;
        }
        if (powerLoss) {
            world.coverage().count(Situation.POWER_LOSS);
        }
        server.crash(powerLoss);
        timeline.after(chance.micros(10, 1200), server::start);
        if (world.servers().stream().noneMatch(SimServer::isUp)) {
            world.coverage().count(Situation.ALL_DOWN_AT_ONCE);
        }
    }

    private void allDown() {
        boolean powerLoss = chance.in100(50);
        for (var server : world.servers()) {
            crash(server, powerLoss);
        }
    }

    private void pause(SimServer server) {
        if (server.isUp()) {
            world.coverage().count(Situation.PAUSE);
            server.pause();
            timeline.after(chance.micros(20, 1500), server::resume);
        }
    }

    private void cut(SimServer one, SimServer other, boolean bothWays) {
        if (one == other) {
            return;
        }
        if (!bothWays) {
            world.coverage().count(Situation.ONE_WAY_PARTITION);
        }
        cutForAWhile(one, other, bothWays, chance.micros(10, 1500));
    }

    private void cutForAWhile(SimServer one, SimServer other, boolean bothWays, long micros) {
        world.network().cut(one, other);
        if (bothWays) {
            world.network().cut(other, one);
        }
        timeline.after(micros, () -> {
            world.network().mend(one, other);
            world.network().mend(other, one);
        });
    }

    private void partition(List<SimServer> half) {
        world.trace("network", "cuts off " + half);
        world.coverage().count(Situation.PARTITION);
        long micros = chance.micros(50, 2000);
        for (var one : half) {
            for (var other : world.servers()) {
                if (!half.contains(other)) {
                    cutForAWhile(one, other, true, micros);
                }
            }
        }
    }

    private void breakElectionLink(SimServer one, SimServer other) {
        if (one != other) {
            world.network().electionLinks().lose(one, other);
        }
    }

    private void slowNetwork(SimServer one, SimServer other) {
        world.network().slowness(one, other, chance.between(2, 40));
        timeline.after(chance.micros(50, 1500), () -> world.network().slowness(one, other, 1));
    }

    /** Best where the tree is ahead of the disk, or of what is decided; now and then the machine fails soon after. */
    private void snapshot(SimServer server) {
        var chosen = server;
        for (var other : world.servers()) {
            if (other.isUp() && (!other.disk().isSynced() || !world.truth().isDecided(other.tree()))) {
                chosen = other;
            }
        }
        var taking = chosen;
        taking.accept((Runnable) taking::takeSnapshot);
        if (chance.in100(15)) {
            timeline.after(chance.mostlyShortMicros(6000), () -> crash(taking, chance.in100(50)));
        }
    }

    private void slowDisk(SimServer server) {
        server.disk().slowness(chance.between(2, 60));
        timeline.after(chance.micros(50, 1500), () -> server.disk().slowness(1));
    }
}
