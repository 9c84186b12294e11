/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.benchmarks.compare;

import io.zk4j.benchmarks.recipes.RecipeQuestion;
import io.zk4j.testing.JavaProcess;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Kills a process with {@code kill -9} that holds something in each of several sessions, while another process waits for it: time until
 * the next grant, the median and the longest of those sessions. Most of it is the session timeout, which the servers wait.
 */
record HolderKilled(String name, String title, RecipeQuestion holder, RecipeQuestion waiter) implements Workload {
    private static final Duration SESSION_TIMEOUT = Duration.ofSeconds(4);
    private static final int SESSIONS = 10;
    private static final Duration BEFORE = Duration.ofSeconds(2);

    static List<Workload> all() {
        return List.of(
                new HolderKilled(
                        "lock-holder-killed",
                        "lock: holder killed, 4 s session",
                        RecipeQuestion.HOLD_LOCKS,
                        RecipeQuestion.AWAIT_LOCKS),
                new HolderKilled(
                        "elected-killed",
                        "leader: killed, 4 s session",
                        RecipeQuestion.LEAD,
                        RecipeQuestion.AWAIT_LEAD));
    }

    @Override
    public List<Need> needs() {
        return List.of();
    }

    @Override
    public Figures measure(Stand stand) throws Exception {
        int sessions = stand.effort().scaled(SESSIONS);
        try (var holds = start(stand, holder, sessions);
                var waits = start(stand, waiter, sessions)) {
            TimeUnit.NANOSECONDS.sleep(BEFORE.toNanos()); // until all wait in their places
            if (waits.output().contains(RecipeQuestion.GRANTED)) {
                throw new IllegalStateException("granted to two at once: " + waits.output());
            }
            long killed = TimeUnit.MILLISECONDS.toMicros(System.currentTimeMillis());
            holds.kill();
            var millis = RecipeProcess.awaitLines(waits, RecipeQuestion.GRANTED, sessions).stream()
                    .map(line -> (Long.parseLong(line.substring(RecipeQuestion.GRANTED.length())) - killed) / 1e3)
                    .toList();
            var spread = Spread.of(millis);
            return Figures.of(Metric.GRANT, spread.median()).and(Metric.GRANT_LONGEST, spread.most());
        }
    }

    private static JavaProcess start(Stand stand, RecipeQuestion question, int sessions) throws InterruptedException {
        var process = RecipeProcess.start(stand, question, sessions, SESSION_TIMEOUT);
        try {
            RecipeProcess.awaitLines(process, RecipeQuestion.READY, 1);
            return process;
        } catch (RuntimeException failed) {
            process.close();
            throw failed;
        }
    }
}
