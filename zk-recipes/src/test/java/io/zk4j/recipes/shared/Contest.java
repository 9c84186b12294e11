/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.shared;

import static io.zk4j.recipes.Playground.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zk4j.recipes.Playground;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.core.ConditionTimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Programs of several sides contend on one server. One after the other is killed, at moments that a seed chooses, and started again; each
 * must get its share before and after.
 */
final class Contest implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Contest.class);
    /** Longer than the minute that kazoo's recipes may let pass between two tries, and for the share that comes after it. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(5);
    private static final int WORKERS = 2; // on each side
    private static final int KILL_AFTER_MILLIS_MAX = 2_000;

    private final String recipe;
    private final Path folder;
    private final Random random;
    private final long seed;
    private final Playground playground = new Playground();
    private final Referee referee;
    private final Map<String, Program> programs = new LinkedHashMap<>();
    private final Map<String, ContenderProcess> running = new LinkedHashMap<>();
    private int kills;

    /** How a side's program is started. */
    @FunctionalInterface
    interface Program {
        ContenderProcess start(Path folder, List<String> arguments);
    }

    Contest(String recipe, Judge judge, Path folder, long seed) throws IOException {
        this.recipe = recipe;
        this.folder = folder;
        this.seed = seed;
        this.random = new Random(seed);
        this.referee = new Referee(judge);
    }

    Contest with(String side, Program program) {
        programs.put(side, program);
        return this;
    }

    /** The server they all use, and what is on it. */
    Playground playground() {
        return playground;
    }

    /** Lets them contend for at least so long, with kills, and each side at least so often between kills. */
    void play(Duration dose, int shareMin) throws InterruptedException {
        programs.keySet().forEach(this::start);
        programs.keySet().forEach(side -> awaitShare(side, shareMin));
        long end = System.nanoTime() + dose.toNanos();
        var order = List.copyOf(programs.keySet());
        while (System.nanoTime() < end || kills < order.size()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(KILL_AFTER_MILLIS_MAX)));
            var victim = order.get(kills++ % order.size());
            kill(victim);
            start(victim);
            awaitShare(victim, referee.shares().getOrDefault(victim, 0) + shareMin);
        }
        finish();
    }

    /** Lets all sides come to their end, which none may miss, and hears the verdict. */
    private void finish() {
        referee.endsTheGame();
        running.forEach((side, process) -> assertThat(process.awaitExit(PATIENCE))
                .as(() -> side + " printed:\n" + process.output())
                .isZero());
        eventually(referee::hasSeenEverybodyOff);
        eventually(() -> playground.server().ask("mntr").contains("zk_ephemerals_count\t0"));
        referee.ask(all -> {
            all.ended();
            return true;
        });
        LOG.info("{}, seed {}: {} kills, shares {}", recipe, seed, kills, referee.shares());
    }

    /** The judge, once all have come to their end. */
    Judge judge() {
        return referee.ask(judge -> judge);
    }

    List<?> violations() {
        return referee.ask(Judge::violations);
    }

    private void kill(String side) {
        referee.buries(side);
        running.get(side).kill();
    }

    private void start(String side) {
        var arguments = List.of(
                recipe,
                playground.connectString(),
                Integer.toString(referee.port()),
                side,
                Integer.toString(WORKERS),
                Long.toString(seed + kills));
        running.put(side, programs.get(side).start(folder.resolve(side), arguments));
    }

    private void awaitShare(String side, int share) {
        try {
            await().pollInterval(LOOK_AGAIN).atMost(PATIENCE).until(() -> {
                running.forEach((name, process) -> assertThat(process.isAlive())
                        .as(() -> name + " has ended by itself; it printed:\n" + process.output())
                        .isTrue());
                return referee.shares().getOrDefault(side, 0) >= share;
            });
        } catch (ConditionTimeoutException starved) {
            throw new AssertionError(
                    side + " does not come to its share of " + share + "; shares are " + referee.shares() + " after "
                            + kills + " kills, seed " + seed,
                    starved);
        }
    }

    @Override
    public void close() throws IOException {
        new ArrayList<>(running.values()).forEach(ContenderProcess::close);
        referee.close();
        playground.close();
    }
}
