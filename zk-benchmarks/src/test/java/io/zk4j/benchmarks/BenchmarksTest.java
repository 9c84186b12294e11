/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs each JMH benchmark for a moment in this JVM. How fast anything is does not matter here. */
class BenchmarksTest {
    @Test
    void everyBenchmarkRuns() throws Exception {
        var options = new OptionsBuilder()
                .include("io\\.zk4j\\.benchmarks\\..*")
                .forks(0)
                .warmupIterations(0)
                .measurementIterations(1)
                .measurementTime(TimeValue.milliseconds(20))
                .param("children", "10")
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .build();

        var results = new Runner(options).run();

        assertThat(results)
                .hasSizeGreaterThan(20)
                .allSatisfy(result -> assertThat(result.getPrimaryResult().getScore())
                        .as(result.getParams().getBenchmark())
                        .isPositive());
        assertThat(BenchmarksPicture.of(results)).startsWith("<svg").contains("HowLongDoesACallTake.get");
    }
}
