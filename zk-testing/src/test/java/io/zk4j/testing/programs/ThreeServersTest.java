/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.programs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zk4j.testing.FourLetterWord;
import io.zk4j.testing.LoopbackPorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The walk of a classic tutorial: three servers on one machine, with the commands as they are typed, but on free ports. */
@Timeout(600)
class ThreeServersTest {
    private static final int SERVERS = 3;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String NOT_SERVING = "This ZooKeeper instance is not currently serving requests";

    @TempDir
    Path folder;

    private LoopbackPorts ports;
    private final List<Script> scripts = new ArrayList<>();

    @BeforeEach
    void install() throws IOException {
        ports = LoopbackPorts.claim(3 * SERVERS);
        for (int number = 1; number <= SERVERS; number++) {
            var home = Files.createDirectories(folder.resolve("zookeeper-" + number));
            Files.createDirectories(home.resolve("conf"));
            Files.createDirectories(home.resolve("logs"));
            Files.writeString(Files.createDirectories(home.resolve("data")).resolve("myid"), number + "\n");
            Files.writeString(home.resolve("conf/zoo.cfg"), configuration(number, home));
            scripts.add(new Script(home, "zkServer.sh")
                    .with("ZOOCFGDIR", home.resolve("conf").toString()));
        }
    }

    /** In the tutorial's order of keys, with the blanks that its readers copy along. */
    private String configuration(int number, Path home) {
        return "tickTime=2000\ninitLimit=10\nsyncLimit=5\n"
                + "dataDir=" + home.resolve("data") + " \n"
                + "clientPort=" + clientPort(number) + "\t\n"
                + "dataLogDir=" + home.resolve("logs") + "\n"
                + String.join(
                        "",
                        IntStream.rangeClosed(1, SERVERS)
                                .mapToObj(other -> "server." + other + "=127.0.0.1:" + ports.get(3 * other - 2) + ":"
                                        + ports.get(3 * other - 1) + " \n")
                                .toList());
    }

    @AfterEach
    void stopWhatRuns() throws Exception {
        for (int number = 1; number <= SERVERS; number++) {
            type(number, "stop");
        }
        ports.close();
    }

    @Test
    void theThreeServersOfTheTutorial() throws Exception {
        assertStarts(1);
        var alone = type(1, "status");
        assertThat(alone.out()).contains("Client port found: " + clientPort(1));
        assertThat(alone.err()).contains("Error contacting service. It runs, but does not tell its mode.", NOT_SERVING);
        assertThat(alone.status()).isEqualTo(1);
        assertThat(ask(1, "stat")).isEqualTo(NOT_SERVING + "\n");
        assertThat(ask(1, "ruok")).isEqualTo("imok");

        assertStarts(2);
        awaitModes(1, 2);
        assertStarts(3);
        var modes = awaitModes(1, 2, 3);
        assertThat(modes.values()).containsExactlyInAnyOrder("leader", "follower", "follower");
        assertThat(modes)
                .as("the second of three made a majority, and led with it")
                .containsEntry(2, "leader");

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(ask(2, "mntr"))
                        .contains("zk_followers\t2\n", "zk_synced_followers\t2\n", "zk_pending_syncs\t0\n"));
        var shell = new Script(folder, "zkCli.sh");
        assertThat(shell.run("-server", connectString(), "create", "/zk001", "testData")
                        .err())
                .contains("Created /zk001");
        for (int number = 1; number <= SERVERS; number++) {
            assertThat(shell.run("-server", "127.0.0.1:" + clientPort(number), "get", "/zk001")
                            .out())
                    .contains("testData");
        }

        assertThat(type(2, "stop").out()).isEqualTo("Stopping zookeeper ... STOPPED\n");
        assertThat(awaitModes(1, 3)).containsEntry(3, "leader").containsEntry(1, "follower");
        assertThat(shell.run("-server", connectString(), "set", "/zk001", "moreData")
                        .status())
                .isZero();

        assertThat(type(1, "stop").out()).isEqualTo("Stopping zookeeper ... STOPPED\n");
        await().atMost(PATIENCE).until(() -> type(3, "status").status() == 1);
        assertThat(type(3, "status").err()).contains(NOT_SERVING);

        assertStarts(1);
        assertThat(awaitModes(1, 3)).containsEntry(3, "leader");
        assertThat(shell.run("-server", connectString(), "get", "/zk001").out()).contains("moreData");
    }

    private void assertStarts(int number) throws Exception {
        long begun = System.nanoTime();
        var start = type(number, "start");
        assertThat(start.out()).isEqualTo("Starting zookeeper ... STARTED\n");
        assertThat(start.err()).contains("JMX enabled by default", "Using config: ");
        assertThat(start.status()).isZero();
        assertThat(Duration.ofNanos(System.nanoTime() - begun))
                .as("it does not wait for the others, nor until the script's patience is over")
                .isLessThan(Duration.ofSeconds(60));
    }

    private Script.Result type(int number, String command) throws Exception {
        return scripts.get(number - 1).run(command);
    }

    private Map<Integer, String> awaitModes(int... numbers) {
        var modes = new TreeMap<Integer, String>();
        await().atMost(PATIENCE).untilAsserted(() -> {
            for (int number : numbers) {
                var status = type(number, "status");
                assertThat(status.status()).as(status.err()).isZero();
                modes.put(number, status.out().replaceAll("(?s).*Mode: (\\w+)\n", "$1"));
            }
            assertThat(modes).containsValue("leader");
        });
        return modes;
    }

    private String ask(int number, String word) throws IOException {
        return FourLetterWord.ask(clientPort(number), word, Duration.ofSeconds(30));
    }

    private String connectString() {
        return "127.0.0.1:" + clientPort(1) + ",127.0.0.1:" + clientPort(2) + ",127.0.0.1:" + clientPort(3);
    }

    private int clientPort(int number) {
        return ports.get(3 * number - 3);
    }
}
