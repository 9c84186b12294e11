/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.zk4j.testing.JavaProcess;
import io.zk4j.testing.ZkDistribution;
import io.zk4j.testing.ZkTestCluster;
import io.zk4j.testing.ZkTestServer;
import io.zk4j.testing.e2e.Dose;
import io.zk4j.testing.e2e.Foreign;
import io.zk4j.testing.e2e.JavaSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Servers start and stop many times in one JVM, each round leaving nothing behind; told beside what curator-test takes. */
class StartAndStopTest {
    private static final Logger LOG = LoggerFactory.getLogger(StartAndStopTest.class);
    private static final int WARM_ROUNDS = 5;
    private static final long THREE_SERVE_MILLIS = 700;
    private static final long ONE_SERVES_MILLIS = 100;
    private static final Duration OTHERS_PATIENCE = Duration.ofMinutes(20);
    /** Curator's servers take ports that were free a moment ago, and fail if somebody has them by then. */
    private static final int OTHERS_TRIES = 3;

    /** What the JVM itself may open meanwhile: class files, selectors of threads that the whole JVM shares. */
    private static final int FILES_TOLERATED = 20;

    @TempDir
    Path folder;

    @Test
    void threeServersStartAndStopAgainAndAgain() throws Exception {
        startAndStop(WARM_ROUNDS);
        long filesBefore = openFiles();
        long median = startAndStop(Dose.of(20, 1_000));
        assertThat(openFiles()).isLessThan(filesBefore + FILES_TOLERATED);
        long medianOfCurator = medianOfCurator(Dose.of(3, 50));
        LOG.info(
                "three servers serve after {} ms (median); those of curator-test 5.9 after {} ms",
                median,
                medianOfCurator);
        assertThat(median).isLessThan(Math.max(THREE_SERVE_MILLIS, medianOfCurator));
    }

    @Test
    void oneServerStartsAndStopsAgainAndAgain() {
        var millis = new ArrayList<Long>();
        for (int round = 0; round < Dose.of(30, 1_000); round++) {
            long begun = System.nanoTime();
            try (var server = ZkTestServer.standalone()) {
                millis.add(Duration.ofNanos(System.nanoTime() - begun).toMillis());
                assertThat(server.isRunning()).isTrue();
            }
        }
        LOG.info("a server that runs alone serves after {} ms (median)", median(millis));
        assertThat(millis)
                .as("a machine that is busy with something else has its better moments")
                .anyMatch(each -> each < ONE_SERVES_MILLIS);
    }

    private static long startAndStop(int rounds) {
        var millis = new ArrayList<Long>();
        for (int round = 0; round < rounds; round++) {
            long begun = System.nanoTime();
            try (var cluster = ZkTestCluster.of(3)) {
                millis.add(Duration.ofNanos(System.nanoTime() - begun).toMillis());
                assertThat(cluster.currentLeader()).isPresent();
            } // a thread, file or client that is left fails the round
        }
        return median(millis);
    }

    private static long median(List<Long> millis) {
        return millis.stream().sorted().skip(millis.size() / 2).findFirst().orElseThrow();
    }

    /** Files and sockets; -1 where the system does not tell. */
    private static long openFiles() throws IOException {
        var files = Path.of("/proc/self/fd");
        if (!Files.isDirectory(files)) {
            return -1;
        }
        try (var open = Files.list(files)) {
            return open.count();
        }
    }

    private long medianOfCurator(int rounds) throws IOException {
        var classes = Files.createDirectories(folder.resolve("classes"));
        var jars = Stream.of(
                        Foreign.apacheClient().stream(),
                        Foreign.curator().stream(),
                        Foreign.curatorTest().stream(),
                        guava())
                .flatMap(found -> found)
                .toList();
        JavaSources.compile("CuratorClusterStarts.java", jars, classes);
        var classPath = Stream.concat(Stream.of(classes), jars.stream()).toList();
        for (int tries = 1; ; tries++) {
            var median = medianOfCurator(classPath, rounds);
            if (median.isPresent()) {
                return median.getAsLong();
            }
            assertThat(tries).as("tries of Curator's in vain").isLessThan(OTHERS_TRIES);
        }
    }

    private OptionalLong medianOfCurator(List<Path> classPath, int rounds) {
        try (var program = JavaProcess.start(
                folder,
                "curator",
                classPath,
                List.of("-Xmx512m", "-Dorg.slf4j.simpleLogger.defaultLogLevel=off"),
                List.of("CuratorClusterStarts", Integer.toString(rounds)))) {
            if (program.awaitExit(OTHERS_PATIENCE) != 0) {
                LOG.info("Curator's servers have failed: {}", program.output());
                return OptionalLong.empty();
            }
            return program.output()
                    .lines()
                    .filter(line -> line.startsWith("median millis: "))
                    .mapToLong(line -> Long.parseLong(line.substring("median millis: ".length())))
                    .findFirst();
        }
    }

    private static Stream<Path> guava() {
        return ZkDistribution.zk4j().classPath().stream().filter(jar -> {
            var name = jar.getFileName().toString();
            return Stream.of("guava", "failureaccess").anyMatch(name::startsWith);
        });
    }
}
