/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.benchmarks.compare;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Runs workloads against subjects in turns. All subjects' servers of a round are up together, so that the measurements that are compared
 * follow each other closely, but only one of them has anything to do at a time.
 */
final class Comparison {
    private final List<Workload> workloads;
    private final List<Subject> subjects;
    private final Effort effort;
    private final Path folder;
    private final PrintStream progress;
    private final Results results = new Results();

    /**
     * @param folder where the servers keep their files during the run
     * @param progress is told what is going on
     */
    Comparison(List<Workload> workloads, List<Subject> subjects, Effort effort, Path folder, PrintStream progress) {
        this.workloads = workloads;
        this.subjects = subjects;
        this.effort = effort;
        this.folder = folder;
        this.progress = progress;
    }

    /** Runs the rounds and returns what they have found. */
    Results run(int rounds) throws Exception {
        for (int round = 1; round <= rounds; round++) {
            runOnce(round);
        }
        return results;
    }

    private void runOnce(int round) throws Exception {
        var stands = new ArrayList<Stand>();
        try (var echo = new Echo(folder.resolve("echo"))) {
            for (var subject : subjects) {
                stands.add(new Stand(subject, effort, folder.resolve(subject.name())));
            }
            if (round % 2 == 0) {
                Collections.reverse(stands); // who comes first must not matter
            }
            for (var workload : workloads) {
                for (var stand : stands) {
                    note(round, workload, stand.subject().name(), workload.measure(stand));
                }
                var ceiling = workload.ceiling(stands.get(0), echo);
                if (ceiling.isPresent()) {
                    note(round, workload, Subjects.ECHO, ceiling.get());
                }
            }
        } finally {
            close(stands);
        }
    }

    private void note(int round, Workload workload, String subject, Figures figures) {
        results.add(workload, subject, figures);
        progress.print("round " + round + "  " + workload.name() + "  " + subject + ":");
        figures.values()
                .forEach((metric, value) -> progress.print("  " + Numbers.figure(value) + " " + metric.label()));
        progress.println();
    }

    private static void close(List<Stand> stands) throws IOException {
        for (var stand : stands) {
            stand.close();
        }
    }
}
