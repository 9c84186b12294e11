/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.ensemble;

import static org.assertj.core.api.Assertions.assertThat;

import io.zk4j.testing.JavaProcess;
import io.zk4j.testing.ZkDistribution;
import io.zk4j.testing.ZkTestCluster;
import io.zk4j.testing.e2e.Foreign;
import io.zk4j.testing.e2e.JavaSources;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tutorial's Java program against the tutorial's three servers: with all of them up, and with any one down. */
class TutorialOnAnEnsembleTest {
    private static final int TIMES_IN_A_ROW = 5;
    private static final int TESTS_IN_THE_PROGRAM = 9;
    private static final Duration PATIENCE = Duration.ofMinutes(6);

    @TempDir
    static Path program;

    @TempDir
    Path folder;

    @BeforeAll
    static void compileOnceAgainstApachesJar() throws IOException {
        JavaSources.compile("TutorialProgram.java", concat(Foreign.apacheClient(), Foreign.junit4()), program);
    }

    @Test
    void passesWithAllServersUpAndWithAnyOneDown() {
        try (var cluster = ZkTestCluster.of(3)) {
            assertPasses(cluster);
            for (var server : cluster.servers()) {
                server.kill();
                cluster.awaitServing();
                assertPasses(cluster);
                server.start();
                cluster.awaitServing();
            }
        }
    }

    private void assertPasses(ZkTestCluster cluster) {
        var main = new ArrayList<String>();
        main.add("org.junit.runner.JUnitCore");
        main.addAll(Collections.nCopies(TIMES_IN_A_ROW, "TutorialProgram"));
        var jvm = List.of(
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-Dservers=" + cluster.connectString().replace("127.0.0.1", "localhost"),
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
        var classPath = concat(
                concat(List.of(program), Foreign.junit4()),
                ZkDistribution.zk4j().classPath());
        try (var run = JavaProcess.start(folder, "program", classPath, jvm, main)) {
            int status = run.awaitExit(PATIENCE);
            assertThat(run.output())
                    .as("with %s", cluster)
                    .contains("OK (" + TIMES_IN_A_ROW * TESTS_IN_THE_PROGRAM + " tests)");
            assertThat(status).isZero();
        }
    }

    private static List<Path> concat(List<Path> first, List<Path> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}
