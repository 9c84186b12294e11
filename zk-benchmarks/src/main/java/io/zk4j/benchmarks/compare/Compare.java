/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.benchmarks.compare;

import io.zk4j.benchmarks.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The program behind {@code bin/zkBench.sh compare}. */
@Command(
        name = "zkBench.sh compare",
        mixinStandardHelpOptions = true,
        description =
                "Measures zk4j's server and client beside Apache's: same workloads, heap, disk and load generator, in turns.")
public final class Compare implements Callable<Integer> {
    private static final Duration QUICK = Duration.ofMillis(300);
    private static final double QUICK_SCALE = 0.04;

    @Option(names = "--only", split = ",", paramLabel = "NAME", description = "These workloads only.")
    private List<String> only = List.of();

    @Option(names = "--list", description = "Lists the workloads and ends.")
    private boolean list;

    @Option(names = "--rounds", description = "How often everything is measured (default ${DEFAULT-VALUE}).")
    private int rounds = 3;

    @Option(names = "--seconds", description = "Length of each measurement (default ${DEFAULT-VALUE}).")
    private double seconds = 5;

    @Option(
            names = "--warm-up",
            description = "Seconds of the same load before each measurement (default ${DEFAULT-VALUE}).")
    private double warmUp = 10;

    @Option(names = "--required", description = "Only what has a requirement.")
    private boolean required;

    @Option(
            names = "--quick",
            description =
                    "One short round of what has a requirement, with few sessions and znodes: less than three minutes.")
    private boolean quick;

    @Option(
            names = "--subjects",
            split = ",",
            paramLabel = "NAME",
            description = "Whose servers: zk4j, apache, apache-netty (default: the first two).")
    private List<String> subjects = List.of(Subjects.ZK4J, Subjects.APACHE);

    @Option(names = "--heap", description = "Heap of each server (default ${DEFAULT-VALUE}).")
    private String heap = "2g";

    @Option(names = "--server-jvm-args", split = " ", description = "More JVM arguments for all servers.")
    private List<String> serverJvm = List.of();

    @Option(
            names = "--archive-jvm-args",
            split = " ",
            description =
                    "JVM arguments with which zk4j's servers take their classes from the archive that the build has made.")
    private List<String> archiveJvm = List.of();

    @Option(
            names = "--apache-jars",
            description = "Folder of Apache's jars (default ${DEFAULT-VALUE}, where the build puts them).")
    private Path apachesJars = Path.of("zk-testing/target/foreign/apache-zookeeper");

    @Option(
            names = "--report",
            description = "Folder for report.md, report.json and report.svg (default ${DEFAULT-VALUE}).")
    private Path report = Path.of("zk-benchmarks/target/report");

    @Option(
            names = "--dir",
            description =
                    "Where the servers keep their files; what is measured is this disk (default ${DEFAULT-VALUE}).")
    private Path folder = Path.of("zk-benchmarks/target/compare");

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Compare()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        var workloads = (quick || required) && only.isEmpty()
                ? Workloads.required()
                : Workloads.named(Workloads.all(!archiveJvm.isEmpty()), only);
        if (list) {
            workloads.forEach(each -> System.out.printf("%-16s %s%n", each.name(), each.title()));
            return 0;
        }
        var run = Files.createTempDirectory(Files.createDirectories(folder), "run");
        try {
            var environment = Environment.of(run);
            System.out.println(environment);
            write(environment, comparison(workloads, run).run(quick ? 1 : rounds));
        } finally {
            Folders.delete(run);
        }
        return 0;
    }

    private Comparison comparison(List<Workload> workloads, Path run) {
        var measured = subjects.stream().map(this::subject).toList();
        return new Comparison(workloads, measured, subject(Subjects.ZK4J), effort(), run, System.out);
    }

    private Subject subject(String name) {
        var jvm = new ArrayList<String>(List.of("-Xmx" + heap));
        jvm.addAll(serverJvm);
        return Subjects.named(name, apachesJars, jvm, archiveJvm);
    }

    private void write(Environment environment, Results results) throws IOException {
        var columns = new ArrayList<>(subjects);
        columns.add(Subjects.ECHO);
        String text = environment + "\n\n" + TextTable.of(results, columns);
        System.out.println();
        System.out.print(text);
        Files.createDirectories(report);
        Files.writeString(report.resolve("report.md"), text);
        JsonReport.write(report.resolve("report.json"), environment, results);
        Files.writeString(report.resolve("report.svg"), SvgReport.of(environment, results));
    }

    private Effort effort() {
        if (quick) {
            return new Effort(QUICK, QUICK, QUICK_SCALE);
        }
        return new Effort(duration(warmUp), duration(seconds), 1);
    }

    private static Duration duration(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1000));
    }
}
