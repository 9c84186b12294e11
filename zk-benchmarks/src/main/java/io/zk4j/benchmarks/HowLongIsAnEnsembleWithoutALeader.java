/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.benchmarks;

import io.zk4j.testing.ZkDistribution;
import io.zk4j.testing.ZkEnsemble;
import io.zk4j.testing.load.Failover;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Kills the leader of three servers with {@code kill -9} while clients write as fast as they are answered, and measures the longest stretch
 * without an acknowledged write: zk4j's servers and Apache's in turns, with the same settings, client and machine.
 *
 * <p>Arguments: {@code [rounds [clients [folder of Apache's jars]]]}, by default 20, 8 and the folder that the build of zk-testing fills. The
 * data goes below {@code target}.
 */
public final class HowLongIsAnEnsembleWithoutALeader {
    private static final Path APACHES_JARS = Path.of("zk-testing/target/foreign/apache-zookeeper");

    private final int rounds;
    private final int clients;
    private final PrintStream out;
    private final Map<ZkDistribution, List<Duration>> gaps = new LinkedHashMap<>();

    private HowLongIsAnEnsembleWithoutALeader(
            int rounds, int clients, List<ZkDistribution> distributions, PrintStream out) {
        this.rounds = rounds;
        this.clients = clients;
        this.out = out;
        distributions.forEach(each -> gaps.put(each, new ArrayList<>()));
    }

    public static void main(String[] arguments) throws IOException {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 20;
        int clients = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 8;
        var jars = arguments.length > 2 ? Path.of(arguments[2]) : APACHES_JARS;
        var distributions = List.of(ZkDistribution.zk4j(), ZkDistribution.apache(jars));
        new HowLongIsAnEnsembleWithoutALeader(rounds, clients, distributions, System.out).run();
    }

    private void run() throws IOException {
        for (int round = 1; round <= rounds; round++) {
            for (var distribution : gaps.keySet()) {
                var gap = measure(distribution);
                gaps.get(distribution).add(gap);
                out.printf(Locale.ROOT, "round %2d  %-20s %6d ms%n", round, distribution.name(), gap.toMillis());
            }
        }
        gaps.forEach((distribution, measured) -> report(distribution.name(), measured));
    }

    /** A new ensemble for each round, so that only the turns alternate and never two ensembles share the machine. */
    private Duration measure(ZkDistribution distribution) throws IOException {
        var folder = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "failover");
        try (var ensemble = ZkEnsemble.in(folder)
                .members(distribution, 1, 2, 3)
                .set("maxClientCnxns", "0")
                .start()) {
            return Failover.ofOneLeader(ensemble, clients);
        } finally {
            deleteAll(folder);
        }
    }

    private void report(String name, List<Duration> measured) {
        var sorted = measured.stream().sorted().toList();
        out.printf(
                Locale.ROOT,
                "%-20s without an acknowledged write: median %d ms, shortest %d ms, longest %d ms, of %d%n",
                name,
                sorted.get(sorted.size() / 2).toMillis(),
                sorted.get(0).toMillis(),
                sorted.get(sorted.size() - 1).toMillis(),
                sorted.size());
    }

    private static void deleteAll(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
