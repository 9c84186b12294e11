/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.programs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zk4j.testing.LoopbackPorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code zkServer.sh}, in Apache's words, with blanks in all paths. */
class ServerScriptTest {
    private static final int SIGTERM_STATUS = 128 + 15;

    @TempDir
    Path temporary;

    private Path folder;
    private Path config;
    private LoopbackPorts ports;
    private Script script;

    @BeforeEach
    void writeAConfiguration() throws IOException {
        ports = LoopbackPorts.claim(1);
        folder = Files.createDirectories(temporary.resolve("a folder"));
        config = folder.resolve("conf").resolve("zoo.cfg");
        Files.createDirectories(config.getParent());
        configure(
                "tickTime=2000 ", "clientPort=" + ports.get(0) + " \t", "dataDir=" + folder.resolve("the data") + " ");
        script = new Script(folder, "zkServer.sh");
    }

    @AfterEach
    void stopWhatRuns() throws Exception {
        script.run("stop", config.toString());
        ports.close();
    }

    @Test
    void startsTellsItsModeAndStops() throws Exception {
        var start = script.run("start", config.toString());
        assertThat(start.out()).isEqualTo("Starting zookeeper ... STARTED\n");
        assertThat(start.err()).contains("JMX enabled by default", "Using config: " + config);
        assertThat(start.status()).isZero();

        var status = script.run("--config", config.getParent().toString(), "status");
        assertThat(status.out()).contains("Client port found: " + ports.get(0), "Mode: standalone");
        assertThat(status.status()).isZero();

        var again = script.run("start", config.toString());
        assertThat(again.out()).contains("already running as process");
        assertThat(again.status()).isEqualTo(1);

        var restart = script.run("restart", config.toString());
        assertThat(restart.out()).isEqualTo("Stopping zookeeper ... STOPPED\nStarting zookeeper ... STARTED\n");

        var stop = script.run("stop", config.toString());
        assertThat(stop.out()).isEqualTo("Stopping zookeeper ... STOPPED\n");
        assertThat(stop.status()).isZero();

        var gone = script.run("status", config.toString());
        assertThat(gone.err()).contains("Error contacting service. It is probably not running.");
        assertThat(gone.status()).isEqualTo(1);
        assertThat(script.run("stop", config.toString()).out()).contains("no zookeeper to stop (could not find file");
    }

    @Test
    void aFailedStartIsNotCalledStarted() throws Exception {
        configure("tickTime=soon", "clientPort=" + ports.get(0), "dataDir=" + folder.resolve("the data"));

        var start = script.run("start", config.toString());

        assertThat(start.out()).contains("FAILED TO START (exit status 2)").doesNotContain("STARTED");
        assertThat(start.err()).contains(config + " line 1: tickTime=soon: must be a whole number");
        assertThat(start.status()).isEqualTo(2);
        assertThat(folder.resolve("the data/zookeeper_server.pid")).doesNotExist();
    }

    @Test
    void aBusyPortIsNamed() throws Exception {
        try (var other = new ServerSocket()) {
            other.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), ports.get(0)));

            var start = script.run("start", config.toString());

            assertThat(start.err()).contains("line 2: clientPort=" + ports.get(0));
            assertThat(start.status()).isEqualTo(2);
        }
    }

    @Test
    void aMissingFileIsNamedWithTheWayOut() throws Exception {
        var start = script.run("start", folder.resolve("other.cfg").toString());

        assertThat(start.err()).contains("other.cfg: there is no such file", "zoo_sample.cfg");
        assertThat(start.status()).isEqualTo(2);
    }

    @Test
    void aForgottenPidFileOfAnotherProgramIsNoServer() throws Exception {
        var pidFile = folder.resolve("the data/zookeeper_server.pid");
        Files.createDirectories(pidFile.getParent());
        Files.writeString(pidFile, ProcessHandle.current().pid() + "\n");

        assertThat(script.run("stop", config.toString()).out()).contains("it has died");
        assertThat(ProcessHandle.current().isAlive()).isTrue();
        assertThat(pidFile).doesNotExist();
    }

    @Test
    void startForegroundBecomesTheServerSoThatASignalReachesIt() throws Exception {
        var output = folder.resolve("foreground.out");
        var process = script.start(output, "start-foreground", config.toString());
        try {
            await().atMost(Duration.ofMinutes(3))
                    .until(() -> Files.readString(output).contains("zk4j serves clients on port " + ports.get(0)));
            assertThat(process.info().commandLine().orElse("")).contains("io.zk4j.server.ServerMain");

            process.destroy();

            assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(SIGTERM_STATUS);
            assertThat(Files.readString(output)).contains("Stopped");
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void checkConfigPrintsValuesAndOriginsButNoSecrets() throws Exception {
        var check = script.with(
                        "SERVER_JVMFLAGS",
                        "-Dzookeeper.snapCount=77"
                                + " -Dzookeeper.DigestAuthenticationProvider.superDigest=super:geheim")
                .run("--check-config", config.toString());

        assertThat(check.out())
                .containsPattern("tickTime=2000 +\\(zoo.cfg line 1\\)")
                .containsPattern("snapCount=77 +\\(-Dzookeeper.snapCount\\)")
                .containsPattern("maxClientCnxns=60 +\\(default\\)")
                .contains("superDigest=****")
                .doesNotContain("geheim");
        assertThat(check.status()).isZero();
    }

    @Test
    void checkConfigNamesEveryProblemAndEndsWithTwo() throws Exception {
        configure("tickTime=soon", "clientPort=99999", "maxClientCnxn=3");

        var check = script.run("check-config", config.toString());

        assertThat(check.err()).contains("line 1: tickTime=soon", "line 2: clientPort=99999", "dataDir is not set");
        assertThat(check.status()).isEqualTo(2);
    }

    @Test
    void tellsItsVersionAndTheCommandItWouldRun() throws Exception {
        assertThat(script.run("version").out()).startsWith("zk4j, version ");

        var command = script.with("JVMFLAGS", "-Dgiven=1")
                .with("ZK_SERVER_HEAP", "64")
                .run("print-cmd", config.toString());
        assertThat(command.out()).contains("io.zk4j.server.ServerMain", "-Xmx64m", "-Dgiven=1", "a\\ folder");
        assertThat(command.status()).isZero();
    }

    @Test
    void saysWhatItTakesWhenAskedForSomethingElse() throws Exception {
        var nonsense = script.run("begin");
        assertThat(nonsense.err()).contains("Usage:", "start-foreground");
        assertThat(nonsense.status()).isEqualTo(1);
    }

    @Test
    void saysWhatToDoWithoutJava() throws Exception {
        var version =
                script.with("JAVA_HOME", folder.resolve("no java").toString()).run("version");
        assertThat(version.err()).contains("no java", "Java of version 17 or later");
        assertThat(version.status()).isEqualTo(1);
    }

    private void configure(String... lines) throws IOException {
        Files.writeString(config, String.join("\n", lines) + "\n");
    }
}
