/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.zk4j.testing.JavaProcess;
import io.zk4j.testing.e2e.Foreign;
import java.io.File;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZkClusterUnderJUnit5Test {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @TempDir
    Path folder;

    @Test
    void allOfItWorksThereAsWell() {
        var withoutJUnit6 = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> !entry.contains(File.separator + "junit-"))
                .map(Path::of);
        var classPath = Stream.concat(Foreign.junit5().stream(), withoutJUnit6).toList();
        var jvm = List.of("-Xmx256m", "-XX:TieredStopAtLevel=1");
        try (var program = JavaProcess.start(folder, "junit5", classPath, jvm, List.of(Program.class.getName()))) {
            assertThat(program.awaitExit(PATIENCE)).as(program.output()).isZero();
            assertThat(program.output()).contains("JUnit 5.14").doesNotContain("[         0 tests successful");
        }
    }

    /** What runs in the other process. */
    static final class Program {
        private Program() {}

        public static void main(String[] args) {
            var summary = ZkClusterTest.run(ZkClusterTest.class);
            System.out.println("JUnit " + Test.class.getPackage().getImplementationVersion());
            var out = new PrintWriter(System.out, true, Charset.defaultCharset());
            summary.printTo(out);
            summary.printFailuresTo(out);
            System.exit(summary.getFailures().isEmpty() ? 0 : 1);
        }
    }
}
