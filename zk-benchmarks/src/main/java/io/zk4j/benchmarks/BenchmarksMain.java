/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.CommandLineOptions;

/**
 * The program of {@code benchmarks.jar}: JMH with all its options. What a run has found also goes to {@code benchmarks.json} and {@code
 * benchmarks.svg} in the working directory.
 */
public final class BenchmarksMain {
    private BenchmarksMain() {}

    public static void main(String[] arguments) throws Exception {
        var options = new CommandLineOptions(arguments);
        if (options.shouldHelp()
                || options.shouldList()
                || options.shouldListWithParams()
                || options.shouldListProfilers()
                || options.shouldListResultFormats()) {
            org.openjdk.jmh.Main.main(arguments);
            return;
        }
        var results = new Runner(options).run();
        ResultFormatFactory.getInstance(ResultFormatType.JSON, "benchmarks.json")
                .writeOut(results);
        Files.writeString(Path.of("benchmarks.svg"), BenchmarksPicture.of(results));
    }
}
