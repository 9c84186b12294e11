/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.benchmarks.compare;

import io.zk4j.benchmarks.recipes.RecipeQuestion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Something that is measured of recipes: the subject's on the subject's client, against zk4j's server.
 *
 * @param question what the program is to measure
 * @param contenders how many sessions take part
 */
record RecipeMeasured(String name, String title, RecipeQuestion question, int contenders) implements Workload {
    private static final Duration SESSION_TIMEOUT = Duration.ofSeconds(30);

    static List<Workload> all() {
        var all = new ArrayList<Workload>(List.of(
                new RecipeMeasured(
                        "lock-alone", "lock: acquire and release, uncontended", RecipeQuestion.LOCK_ALONE, 1),
                new RecipeMeasured("lock-line-16", "lock: 16 sessions in one line", RecipeQuestion.LOCK_LINE, 16),
                new RecipeMeasured(
                        "leader-hand-over", "leader: leaves, the next leads", RecipeQuestion.LEADER_HAND_OVER, 2)));
        all.addAll(HolderKilled.all());
        return all;
    }

    @Override
    public List<Need> needs() {
        return List.of();
    }

    @Override
    public Figures measure(Stand stand) {
        try (var process = RecipeProcess.start(stand, question, contenders, SESSION_TIMEOUT)) {
            if (process.awaitExit(RecipeProcess.PATIENCE) != 0) {
                throw new IllegalStateException(stand.subject().name() + "'s program: " + process.output());
            }
            return Figures.read(process.output());
        }
    }
}
