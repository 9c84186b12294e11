/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.benchmarks.compare;

import io.zk4j.testing.ZkProcess;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Runs workloads against subjects in turns. All subjects' servers of a round are up together, so that the measurements that are compared
 * follow each other closely, but only one of them has anything to do at a time.
 */
final class Comparison {
    private static final Duration LONGEST_WORKLOAD = Duration.ofMinutes(30);

    private final List<Workload> workloads;
    private final List<Subject> subjects;
    private final Subject serverForClients;
    private final Effort effort;
    private final Path folder;
    private final PrintStream progress;
    private final Results results = new Results();
    private final Watchdog watchdog = new Watchdog(LONGEST_WORKLOAD);

    /**
     * @param serverForClients whose server the clients of all subjects are measured with
     * @param folder where the servers keep their files during the run
     * @param progress is told what is going on
     */
    Comparison(
            List<Workload> workloads,
            List<Subject> subjects,
            Subject serverForClients,
            Effort effort,
            Path folder,
            PrintStream progress) {
        this.workloads = workloads;
        this.subjects = subjects;
        this.serverForClients = serverForClients;
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
        try (var site = new Site(round)) {
            for (var workload : workloads) {
                watchdog.during(workload.name(), () -> measure(round, workload, site));
            }
        }
    }

    private void measure(int round, Workload workload, Site site) throws Exception {
        for (var stand : site.stands) {
            if (workload.concerns(stand.subject())) {
                note(round, workload, stand.subject().name(), workload.measure(stand));
            }
        }
        var ceiling = workload.ceiling(site.stands.get(0), site.echo);
        if (ceiling.isPresent()) {
            note(round, workload, Subjects.ECHO, ceiling.get());
        }
    }

    private void note(int round, Workload workload, String subject, Figures figures) {
        results.add(workload, subject, figures);
        progress.print("round " + round + "  " + workload.name() + "  " + subject + ":");
        figures.values()
                .forEach((metric, value) -> progress.print("  " + Numbers.figure(value) + " " + metric.label()));
        progress.println();
    }

    /** All processes of a round. */
    private final class Site implements AutoCloseable {
        private final Echo echo = new Echo(folder.resolve("echo"));
        private final Stand common = new Stand(serverForClients, effort, folder.resolve("for-clients"), this::server);
        private final List<Stand> stands = new ArrayList<>();

        Site(int round) {
            for (var subject : subjects) {
                stands.add(new Stand(subject, effort, folder.resolve(subject.name()), this::server));
            }
            if (round % 2 == 0) {
                Collections.reverse(stands); // who comes first must not matter
            }
        }

        private ZkProcess server() {
            return common.server();
        }

        @Override
        public void close() throws IOException {
            echo.close();
            common.close();
            for (var stand : stands) {
                stand.close();
            }
        }
    }
}
