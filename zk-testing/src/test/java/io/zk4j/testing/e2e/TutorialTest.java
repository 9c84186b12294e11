/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.zk4j.testing.JavaProcess;
import io.zk4j.testing.LoopbackPorts;
import io.zk4j.testing.ZkDistribution;
import io.zk4j.testing.ZkProcess;
import io.zk4j.testing.ZkTestServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tutorial's Java program, one class file, with our client and Apache's, against our server and Apache's. */
class TutorialTest {
    private static final int TIMES_IN_A_ROW = 50;
    private static final int TIMES_WITH_APACHES_CLIENT = Dose.of(10, 50); // it sleeps for 100 ms in each close
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

    @ParameterizedTest(name = "server number {0} of three")
    @ValueSource(ints = {0, 1, 2})
    void ourClientPassesTimeAfterTimeThoughOnlyOneOfThreeServersListens(int whichListens) {
        try (var silent = LoopbackPorts.claim(2);
                var server = ZkTestServer.standalone()) {
            var ports = new ArrayList<>(silent.all());
            ports.add(whichListens, server.clientPort());
            assertPassesInARow(TIMES_IN_A_ROW, ourClient(), connectString(ports));
            assertThat(server.isRunning()).isTrue();
        }
    }

    @Test
    void ourClientPassesTimeAfterTimeAgainstApachesServer() {
        try (var ports = LoopbackPorts.claim(3);
                var server = ZkProcess.of(Foreign.apacheServer(), folder)
                        .set("forceSync", "no")
                        .clientPort(ports.get(1))
                        .start()) {
            assertPassesInARow(TIMES_IN_A_ROW, ourClient(), connectString(ports.all()));
            assertThat(server.isAlive()).isTrue();
        }
    }

    // Apache's client fails a request that was never sent when the first server refuses, so it gets the one that
    // listens.
    @Test
    void apachesClientPassesTimeAfterTimeAgainstOurServer() {
        try (var server = ZkTestServer.standalone()) {
            assertPassesInARow(TIMES_WITH_APACHES_CLIENT, Foreign.apacheClient(), server.connectString());
        }
    }

    /** Shows that the program itself is what the reference promises. */
    @Test
    void apachesClientPassesAgainstApachesServer() {
        try (var server = ZkProcess.of(Foreign.apacheServer(), folder)
                .set("forceSync", "no")
                .start()) {
            assertPassesInARow(1, Foreign.apacheClient(), server.connectString());
        }
    }

    private void assertPassesInARow(int times, List<Path> client, String servers) {
        var main = new ArrayList<String>();
        main.add("org.junit.runner.JUnitCore");
        main.addAll(Collections.nCopies(times, "TutorialProgram"));
        var jvm = List.of(
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-Dservers=" + servers,
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
        try (var run = JavaProcess.start(
                folder, "program", concat(concat(List.of(program), Foreign.junit4()), client), jvm, main)) {
            int status = run.awaitExit(PATIENCE);
            assertThat(run.output()).contains("OK (" + times * TESTS_IN_THE_PROGRAM + " tests)");
            assertThat(status).isZero();
        }
    }

    private static List<Path> ourClient() {
        return ZkDistribution.zk4j().classPath();
    }

    private static String connectString(List<Integer> ports) {
        return ports.stream().map(port -> "localhost:" + port).collect(Collectors.joining(","));
    }

    private static List<Path> concat(List<Path> first, List<Path> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}
