/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.benchmarks.compare;

import io.zk4j.benchmarks.Folders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The program behind {@code bin/zkBench.sh recipes}. */
@Command(
        name = "zkBench.sh recipes",
        mixinStandardHelpOptions = true,
        description =
                "Measures zk4j's recipes beside Curator's: each in processes of their own, in turns, with one zk4j server.")
public final class CompareRecipes implements Callable<Integer> {
    private static final Path FOREIGN = Path.of("zk-testing/target/foreign");
    private static final Path PROGRAMS = Path.of("zk-benchmarks/src/main/programs");

    @Option(names = "--only", split = ",", paramLabel = "NAME", description = "These workloads only.")
    private List<String> only = List.of();

    @Option(names = "--list", description = "Lists the workloads and ends.")
    private boolean list;

    @Option(names = "--rounds", description = "How often everything is measured (default ${DEFAULT-VALUE}).")
    private int rounds = 5;

    @Option(names = "--seconds", description = "Length of each measurement (default ${DEFAULT-VALUE}).")
    private double seconds = 5;

    @Option(
            names = "--warm-up",
            description = "Seconds before each, in which what is used is compiled (default ${DEFAULT-VALUE}).")
    private double warmUp = 15;

    @Option(names = "--dir", description = "Where the server keeps its files (default ${DEFAULT-VALUE}).")
    private Path folder = Path.of("zk-benchmarks/target/compare");

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new CompareRecipes()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        var workloads = Workloads.named(RecipeMeasured.all(), only);
        if (list) {
            workloads.forEach(each -> System.out.printf("%-20s %s%n", each.name(), each.title()));
            return 0;
        }
        var run = Files.createTempDirectory(Files.createDirectories(folder), "run");
        try {
            var environment = Environment.of(run);
            System.out.println(environment);
            var effort = new Effort(duration(warmUp), duration(seconds), 1);
            var zk4j = Subjects.named(Subjects.ZK4J, FOREIGN.resolve("apache-zookeeper"), List.of("-Xmx1g"), List.of());
            var curator = Curator.subject(FOREIGN, PROGRAMS, run.resolve("curator-classes"));
            var results = new Comparison(workloads, List.of(zk4j, curator), zk4j, effort, run, System.out).run(rounds);
            System.out.println();
            System.out.print(environment + "\n\n" + TextTable.of(results, List.of(Subjects.ZK4J, Subjects.CURATOR)));
        } finally {
            Folders.delete(run);
        }
        return 0;
    }

    private static Duration duration(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1000));
    }
}
