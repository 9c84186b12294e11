/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Asking a server for its mode that others have not, or no longer, in their list. */
class StatusMainTest {
    private static final String THREE = "server.1=a:1:2\nserver.2=b:1:2\nserver.3=c:1:2\n";

    /** Long enough for an answer that comes at once, from a machine that pauses. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** For an answer that never comes. */
    private static final Duration SHORT = Duration.ofMillis(200);

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    Path dir;

    @BeforeEach
    void isServerFour() throws IOException {
        Files.writeString(dir.resolve("myid"), "4\n");
        Files.writeString(dir.resolve("zoo.cfg.dynamic.100000000"), THREE);
    }

    @Test
    void aServerThatTheListDoesNotNameIsAskedAndItsOperatorToldWhatToDo() throws Exception {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var answered = CompletableFuture.runAsync(() -> answer(server, "Mode: observer\n"));

            assertThat(status("clientPort=" + server.getLocalPort() + "\nclientPortAddress=127.0.0.1"))
                    .isZero();
            answered.join();
        }
        assertThat(text(out)).endsWith("Mode: observer\n");
        assertThat(text(err))
                .contains("NOTE server 4 ", "is not a member according to " + dir.resolve("zoo.cfg.dynamic.100000000"))
                .contains("`reconfig -add` makes it one", "add its own line server.4=...:observer")
                .doesNotContain("one of 1, 2, 3");
    }

    @Test
    void aPortThatWentWithTheServersLineIsSaidToBeMissing() throws Exception {
        assertThat(status("")).isEqualTo(2);
        assertThat(text(err)).contains("NOTE server 4 ", "ERROR clientPort is not set");
    }

    @Test
    void aServerThatAnswersIsNotCalledStopped() throws Exception {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var answered = CompletableFuture.runAsync(
                    () -> answer(server, "This ZooKeeper instance is not currently serving requests\n"));

            assertThat(status("clientPort=" + server.getLocalPort() + "\nclientPortAddress=127.0.0.1"))
                    .isEqualTo(1);
            answered.join();
        }
        assertThat(text(err))
                .contains("Error contacting service. It runs, but does not tell its mode.", "not currently serving")
                .doesNotContain("not running");
    }

    @Test
    void whoTakesTheConnectionAndIsSilentIsNotCalledStopped() throws Exception {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(status("clientPort=" + server.getLocalPort() + "\nclientPortAddress=127.0.0.1", SHORT))
                    .isEqualTo(1);
        }
        assertThat(text(err)).contains("took the connection", "hangs").doesNotContain("not running");
    }

    @Test
    void aPortThatNobodyListensAtMeansThatItIsProbablyNotRunning() throws Exception {
        int port;
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = server.getLocalPort();
        }

        assertThat(status("clientPort=" + port + "\nclientPortAddress=127.0.0.1"))
                .isEqualTo(1);
        assertThat(text(err)).contains("Error contacting service. It is probably not running. (127.0.0.1:" + port);
    }

    private int status(String port) throws IOException {
        return status(port, PATIENCE);
    }

    private int status(String port, Duration patience) throws IOException {
        var zooCfg = dir.resolve("zoo.cfg");
        Files.writeString(
                zooCfg,
                "dataDir=" + dir + "\ninitLimit=10\nsyncLimit=5\ndynamicConfigFile="
                        + dir.resolve("zoo.cfg.dynamic.100000000") + "\n" + port + "\n");
        return new StatusMain(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        patience)
                .run(zooCfg, new Properties());
    }

    private static void answer(ServerSocket server, String text) {
        try (var connection = server.accept()) {
            assertThat(new String(connection.getInputStream().readNBytes(4), StandardCharsets.US_ASCII))
                    .isEqualTo("srvr");
            connection.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }
}
