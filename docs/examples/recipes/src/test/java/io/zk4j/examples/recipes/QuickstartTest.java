/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.examples.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first thing that somebody with a fresh clone runs. */
class QuickstartTest {
    private static final long PATIENCE_SECONDS = 180;

    @TempDir
    Path folder;

    @Test
    void takesTheTourThroughThreeServersAndTwoProcessesAndStopsThem() throws Exception {
        File out = folder.resolve("out").toFile();
        File err = folder.resolve("err").toFile();
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("zk4j.root"), "bin/quickstart.sh")
                                .toString(),
                        "--once")
                .directory(folder.toFile())
                .redirectOutput(out)
                .redirectError(err);
        builder.environment().keySet().removeIf(variable -> variable.startsWith("ZOO") || variable.startsWith("JMX"));
        var quickstart = builder.start();
        boolean ended = quickstart.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (!ended) {
            quickstart.destroyForcibly();
        }

        assertThat(Files.readString(out.toPath()))
                .contains("Starting servers on the ports")
                .contains("read it: 'hello', version 0")
                .contains("a watch fires once")
                .contains("its node went with its session")
                .containsPattern("Server [123] was elected leader")
                .containsPattern("elected a new leader, and \\d+ ms after the kill this client wrote again")
                .contains("this client's place in line is kept")
                .containsPattern("Alice \\(process \\d+\\) holds the lock")
                .containsPattern("\\d+ ms after Alice was told to give it back Bob holds it")
                .containsPattern("Alice was killed with -9, and \\d+ ms later Bob leads, for term \\d+")
                .containsPattern("(Stopping zookeeper ... STOPPED\\s+){3}");
        assertThat(Files.readString(err.toPath())).doesNotContain("Error", "Exception");
        assertThat(ended).isTrue();
        assertThat(quickstart.exitValue()).isZero();
    }
}
