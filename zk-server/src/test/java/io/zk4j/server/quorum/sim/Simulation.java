/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * One seed: an ensemble lives through what the seed has in store for it, then everything is healed, and it must do its work
 * again and come to rest with everybody equal.
 */
final class Simulation implements World {
    private static final int START_MILLIS_MAX = 150;
    private static final long PROGRESS_MICROS_MAX = 5_000_000;
    private static final long REST_MICROS_MAX = 5_000_000;
    private static final long LOOK_MICROS = 25_000;

    private final long seed;
    private final Bug bug;
    private final Set<Invariant> unwatched;
    private final Coverage coverage;
    private final Chance chance;
    private final Timeline timeline = new Timeline();
    private final Trace trace = new Trace();
    private final Prefix empty = Prefix.empty();
    private final Scenario scenario;
    private final Truth truth;
    private final Network network;
    private final Chaos chaos;
    private final Operator operator;
    private final List<SimServer> servers;
    private final List<SimClient> clients = new ArrayList<>();

    Simulation(long seed, Bug bug, Coverage coverage) {
        this(seed, bug, coverage, Set.of());
    }

    /** With some invariants that are not watched, so that what follows from breaking them is seen. */
    Simulation(long seed, Bug bug, Coverage coverage, Set<Invariant> unwatched) {
        this.seed = seed;
        this.unwatched = unwatched;
        this.bug = bug;
        this.coverage = coverage;
        this.chance = new Chance(seed);
        this.scenario = Scenario.of(chance);
        this.truth = new Truth(this);
        this.network = new Network(this);
        this.chaos = new Chaos(this);
        this.operator = new Operator(this);
        this.servers = LongStream.rangeClosed(1, scenario.servers())
                .mapToObj(id -> new SimServer(this, id))
                .toList();
    }

    /** Runs the seed; throws {@link Invariant.Broken} if an invariant does not hold. */
    void run() {
        for (var server : servers) {
            timeline.after(chance.micros(0, START_MILLIS_MAX), server::start);
        }
        for (int session = 1; session <= scenario.clients(); session++) {
            var client = new SimClient(this, session);
            clients.add(client);
            client.start();
        }
        chaos.start();
        if (scenario.membersChange()) {
            operator.start();
        }
        timeline.runUntil(scenario.chaosMillis() * 1000L);
        chaos.heal();
        awaitProgress();
        clients.forEach(SimClient::stop);
        awaitRest();
        coverage.finished(timeline.steps(), truth.writes());
    }

    private void awaitProgress() {
        var before = clients.stream().map(SimClient::writesAnswered).toList();
        long deadline = timeline.nowMicros() + PROGRESS_MICROS_MAX;
        while (!allHaveWrittenSince(before)) {
            if (timeline.nowMicros() > deadline) {
                throw Invariant.PROGRESS_AFTER_HEALING.broken(
                        PROGRESS_MICROS_MAX / 1_000_000 + " s after healing: " + states());
            }
            timeline.runUntil(timeline.nowMicros() + LOOK_MICROS);
        }
    }

    private boolean allHaveWrittenSince(List<Integer> before) {
        for (int i = 0; i < clients.size(); i++) {
            if (clients.get(i).writesAnswered() <= before.get(i)) {
                return false;
            }
        }
        return true;
    }

    private void awaitRest() {
        long deadline = timeline.nowMicros() + REST_MICROS_MAX;
        while (!isAtRest()) {
            if (timeline.nowMicros() > deadline) {
                throw Invariant.EQUAL_IN_THE_END.broken(
                        REST_MICROS_MAX / 1_000_000 + " s after the last request: " + states());
            }
            timeline.runUntil(timeline.nowMicros() + LOOK_MICROS);
        }
    }

    private boolean isAtRest() {
        var tree = servers.get(0).tree();
        long version = servers.get(0).membership().version();
        for (var server : servers) {
            if (!server.isServing()
                    || server.tree() != tree
                    || server.disk().logged() != tree
                    || !server.disk().isSynced()
                    || server.membership().version() != version) {
                return false;
            }
        }
        return true;
    }

    private String states() {
        var text = new StringBuilder();
        for (var server : servers) {
            text.append(String.format(
                    "%n  %s %s, shows %s, %s, %s",
                    server,
                    server.isUp() ? Words.of(server.status()) : "down",
                    server.tree(),
                    server.disk(),
                    server.membership()));
        }
        return text.toString();
    }

    /** What somebody who has to find out what went wrong wants to read. */
    String story() {
        return "seed " + seed + ": " + scenario + "\n" + String.join("\n", trace.lines());
    }

    @Override
    public Timeline timeline() {
        return timeline;
    }

    @Override
    public Chance chance() {
        return chance;
    }

    @Override
    public Scenario scenario() {
        return scenario;
    }

    @Override
    public Coverage coverage() {
        return coverage;
    }

    @Override
    public Truth truth() {
        return truth;
    }

    @Override
    public Network network() {
        return network;
    }

    @Override
    public Bug bug() {
        return bug;
    }

    @Override
    public boolean watches(Invariant invariant) {
        return !unwatched.contains(invariant);
    }

    @Override
    public boolean isHealed() {
        return chaos.isHealed();
    }

    @Override
    public Prefix empty() {
        return empty;
    }

    @Override
    public List<SimServer> servers() {
        return servers;
    }

    @Override
    public SimServer server(long id) {
        return servers.get((int) id - 1);
    }

    @Override
    public void trace(String where, Object what) {
        trace.add(timeline.nowMicros(), where, what);
    }
}
