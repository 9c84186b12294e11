/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.dropin;

import static org.assertj.core.api.Assertions.assertThat;

import io.zk4j.testing.JavaProcess;
import io.zk4j.testing.ZkDistribution;
import io.zk4j.testing.ZkProcess;
import io.zk4j.testing.e2e.Foreign;
import io.zk4j.testing.e2e.JavaSources;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Curator's recipes on our client in place of Apache's jar, and on our server in place of Apache's.
 *
 * <p>The programs are compiled against Apache's jar, and Curator was too: that they run at all shows that ours has every member they
 * link to. The combinations run side by side, because most of their time is spent on waiting for sessions to expire.
 */
class CuratorTest {
    private static final List<String> PROGRAMS = List.of(
            "curator.Operations",
            "curator.Locks",
            "curator.Leaders",
            "curator.BarriersAndCounters",
            "curator.Queues",
            "curator.Caches",
            "curator.Nodes",
            "curator.Outages");
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    @TempDir
    static Path programs;

    @TempDir
    static Path folder;

    private static final ExecutorService threads = Executors.newCachedThreadPool();
    private static Future<Run> onOurs;
    private static Future<Run> onApachesServer;
    private static Future<Run> onApachesClient;

    /** What JUnit printed in the other process, its exit status, and what the server said meanwhile. */
    private record Run(String output, int status, String server) {}

    @BeforeAll
    static void compileAgainstApachesJarAndStart() throws IOException {
        var curatorAndJunit = concat(Foreign.curator(), Foreign.junit4());
        JavaSources.compileAll("curator", concat(curatorAndJunit, Clients.apaches()), programs);
        onOurs = threads.submit(() -> run("ours", Clients.ours(), ZkDistribution.zk4j()));
        onApachesServer = threads.submit(() -> run("apaches-server", Clients.ours(), Foreign.apacheServer()));
        onApachesClient = threads.submit(() -> run("apaches-client", Clients.apaches(), ZkDistribution.zk4j()));
    }

    @AfterAll
    static void end() {
        threads.shutdownNow();
    }

    @Test
    void recipesWorkOnOurClientAndOurServer() throws Exception {
        assertAllWorked(onOurs.get());
    }

    @Test
    void recipesWorkOnOurClientAndApachesServer() throws Exception {
        assertAllWorked(onApachesServer.get());
    }

    @Test
    void recipesWorkOnApachesClientAndOurServer() throws Exception {
        assertAllWorked(onApachesClient.get());
    }

    private static void assertAllWorked(Run run) {
        assertThat(run.output()).as(run.server()).contains("OK (");
        assertThat(run.status()).isZero();
    }

    private static Run run(String name, List<Path> client, ZkDistribution distribution) throws IOException {
        var home = folder.resolve(name);
        try (var server = ZkProcess.of(distribution, home)
                        .set("tickTime", "500")
                        .set("maxSessionTimeout", "60000")
                        .jvm("-Dzookeeper.extendedTypesEnabled=true", "-Dzookeeper.forceSync=no")
                        .start();
                var desk = ServerDesk.open(server)) {
            var classPath = concat(concat(List.of(programs), concat(Foreign.curator(), Foreign.junit4())), client);
            var jvm = List.of(
                    "-Xmx256m",
                    "-XX:TieredStopAtLevel=1",
                    "-Dservers=" + server.connectString(),
                    "-Ddesk=" + desk.port(),
                    "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
            var main = concat(List.of("org.junit.runner.JUnitCore"), PROGRAMS);
            try (var program = JavaProcess.start(home, "programs", classPath, jvm, main)) {
                int status = program.awaitExit(PATIENCE);
                assertThat(server.isAlive()).isTrue();
                return new Run(program.output(), status, server.output());
            }
        }
    }

    private static <T> List<T> concat(List<T> first, List<T> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}
