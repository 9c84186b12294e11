/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.zk4j.testing.LoopbackPorts;
import io.zk4j.testing.ZkDistribution;
import io.zk4j.testing.ZkProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A server that cannot start says so in one line that names what is wrong, where, and what to do; exit status 2. */
class BadConfigurationTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource({
        "tickTime, fast",
        "tickTime, 0",
        "clientPort, 65536",
        "maxClientCnxns, many",
        "electionAlg, 1",
        "autopurge.purgeInterval, -1h",
        "reconfigEnabled, perhaps",
        "peerType, boss",
    })
    void aWrongValue(String key, String value) throws IOException {
        assertRefusesNaming(server().set(key, value), "zoo.cfg", "line " + lineOf(key, value), key, value);
    }

    @Test
    void minimumTimeoutAboveTheMaximum() {
        assertRefusesNaming(
                server().set("minSessionTimeout", "9000").set("maxSessionTimeout", "8000"),
                "zoo.cfg",
                "maxSessionTimeout",
                "8000",
                "9000");
    }

    @Test
    void aMissingDataDir() {
        assertRefusesNaming(server().set("dataDir", ""), "zoo.cfg", "dataDir");
    }

    @Test
    void aBusyPort() throws IOException {
        try (var ports = LoopbackPorts.claim(1);
                var other = new ServerSocket()) {
            other.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), ports.get(0)));
            assertRefusesNaming(
                    server().clientPort(ports.get(0)), "zoo.cfg", "clientPort", Integer.toString(ports.get(0)));
        }
    }

    /** Not by permissions, which root does not feel. */
    @Test
    void aDataDirThatCannotBeWritten() throws IOException {
        var file = Files.writeString(folder.resolve("file"), "not a folder");
        var dataDir = file.resolve("data").toString();
        assertRefusesNaming(server().set("dataDir", dataDir), "zoo.cfg", "dataDir", dataDir);
    }

    @Test
    void aMissingMyid() {
        assertRefusesNaming(withList(server()), "myid", folder.resolve("data").toString());
    }

    @Test
    void aMyidThatTheListDoesNotHave() {
        assertRefusesNaming(member(7), "myid", "'7'", "zoo.cfg", "1, 2, 3");
    }

    @Test
    void anElectionPortThatSomethingElseUses() throws IOException {
        try (var ports = LoopbackPorts.claim(1);
                var other = new ServerSocket()) {
            other.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), ports.get(0)));
            var two = "127.0.0.1:4002:" + ports.get(0);
            assertRefusesNaming(
                    member(2).set("server.2", two).set("electionPortBindRetry", "1"),
                    "zoo.cfg: server.2=" + two,
                    "Address already in use",
                    "myid");
        }
    }

    @Test
    void anAddressOfItsOwnThatIsNotOfThisMachine() {
        assertRefusesNaming(
                member(2).set("server.2", "no-such-host.invalid:4002:5002"),
                "zoo.cfg: server.2=no-such-host.invalid:4002:5002",
                "Correct the line");
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource({
        "sslQuorum, true",
        "portUnification, true",
        "quorum.auth.enableSasl, true",
        "oraclePath, /tmp/oracle",
    })
    void whatItWouldBeDangerousToIgnoreBetweenServers(String key, String value) throws IOException {
        assertRefusesNaming(
                member(2).set(key, value), "zoo.cfg", key + "=" + value, "cannot be honoured", "Remove the line");
    }

    private ZkProcess.Builder member(long myid) {
        return withList(server().myId(myid));
    }

    private static ZkProcess.Builder withList(ZkProcess.Builder member) {
        member.set("initLimit", "10").set("syncLimit", "5");
        for (int id = 1; id <= 3; id++) {
            member.set("server." + id, "127.0.0.1:400" + id + ":500" + id);
        }
        return member;
    }

    private ZkProcess.Builder server() {
        return ZkProcess.of(ZkDistribution.zk4j(), folder);
    }

    /** In the file that {@link ZkProcess} writes. */
    private String lineOf(String key, String value) throws IOException {
        try (var server = server().set(key, value).launch()) {
            var lines = Files.readAllLines(server.configFile());
            return Integer.toString(lines.indexOf(key + "=" + value) + 1);
        }
    }

    private static void assertRefusesNaming(ZkProcess.Builder setup, String... named) {
        try (var server = setup.launch()) {
            int status = server.awaitExit(PATIENCE);
            var lines = server.output().lines().toList();
            assertThat(lines)
                    .as("a line that names all of %s", List.of(named))
                    .anySatisfy(line -> assertThat(line).contains(named));
            assertThat(lines).as("no stack trace").noneMatch(line -> line.startsWith("\tat "));
            assertThat(status).isEqualTo(2);
        }
    }
}
