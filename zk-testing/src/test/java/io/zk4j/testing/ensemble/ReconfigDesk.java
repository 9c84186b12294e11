/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zk4j.testing.LoopbackPorts;
import io.zk4j.testing.ZkDistribution;
import io.zk4j.testing.ZkEnsemble;
import io.zk4j.testing.ZkProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.admin.ZooKeeperAdmin;
import org.apache.zookeeper.data.Stat;
import org.apache.zookeeper.server.auth.DigestAuthenticationProvider;
import org.jspecify.annotations.Nullable;

/** An ensemble whose members can change, its superuser, and a fourth server that may become one of them. */
final class ReconfigDesk implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final String SUPER = "super:secret";
    private static final Set<String> OWN_KEYS = Set.of("dataDir", "clientPort", "dynamicConfigFile");
    private static final int SESSION_MILLIS = 30_000;

    private final ZkEnsemble ensemble;
    private final Path folder;
    private final LoopbackPorts ports = LoopbackPorts.claim(3);
    private final List<ZooKeeperAdmin> clients = new ArrayList<>();
    private final List<ZkProcess> joined = new ArrayList<>();

    /** Starts what is described, with the superuser known to all. Of three, server 3 leads, as server 1 comes when the others have elected it. */
    ReconfigDesk(Path folder, ZkEnsemble.Builder described) throws NoSuchAlgorithmException {
        this.folder = folder;
        this.ensemble = described
                .jvm("-Dzookeeper.DigestAuthenticationProvider.superDigest="
                        + DigestAuthenticationProvider.generateDigest(SUPER))
                .prepare();
        try {
            var others = ensemble.sids().stream()
                    .filter(sid -> sid != 1)
                    .mapToLong(Long::longValue)
                    .toArray();
            if (others.length > 0) {
                ensemble.start(others);
            }
            ensemble.start(1);
        } catch (RuntimeException e) {
            ensemble.close();
            ports.close();
            throw e;
        }
    }

    ZkEnsemble ensemble() {
        return ensemble;
    }

    ZkProcess member(long sid) {
        return ensemble.member(sid);
    }

    /** The line of the fourth server in a list of members; all three ports, or no leader takes it. */
    String four(String role) {
        return "server.4=127.0.0.1:" + ports.get(0) + ":" + ports.get(1) + ":" + role + ";127.0.0.1:" + ports.get(2);
    }

    /** Starts a fourth server as an observer by its own list, and waits until it follows. */
    ZkProcess startFour(ZkDistribution distribution) throws IOException {
        var described =
                ZkProcess.of(distribution, folder.resolve("server-4")).myId(4).clientPort(ports.get(2));
        var configured = Files.readAllLines(member(1).configFile()).stream();
        var members = member(1).ask("conf").lines().filter(line -> line.startsWith("server."));
        Stream.concat(configured, members).forEach(line -> {
            int equals = line.indexOf('=');
            var key = line.substring(0, equals);
            if (!OWN_KEYS.contains(key)) {
                described.set(key, line.substring(equals + 1));
            }
        });
        var four = described
                .set("server.4", four("observer").substring("server.4=".length()))
                .start();
        joined.add(four);
        return four;
    }

    /** A client of all members that may do whatever it wants. */
    ZooKeeperAdmin superuser() throws IOException {
        return superuser(ensemble.connectString());
    }

    ZooKeeperAdmin superuser(String connectString) throws IOException {
        var admin = client(connectString);
        admin.addAuthInfo("digest", SUPER.getBytes(StandardCharsets.UTF_8));
        return admin;
    }

    ZooKeeperAdmin anybody() throws IOException {
        return client(ensemble.connectString());
    }

    private ZooKeeperAdmin client(String connectString) throws IOException {
        var admin = new ZooKeeperAdmin(connectString, SESSION_MILLIS, event -> {});
        clients.add(admin);
        return admin;
    }

    /** Adds or changes a member, and returns the new list. */
    static String add(ZooKeeperAdmin admin, String line) throws KeeperException, InterruptedException {
        return change(admin, line, null);
    }

    /** Removes a member, and returns the new list. */
    static String remove(ZooKeeperAdmin admin, long sid) throws KeeperException, InterruptedException {
        return change(admin, null, Long.toString(sid));
    }

    private static String change(ZooKeeperAdmin admin, @Nullable String joining, @Nullable String leaving)
            throws KeeperException, InterruptedException {
        try {
            return text(admin.reconfigure(joining, leaving, null, -1, new Stat()));
        } catch (KeeperException.ConnectionLossException e) {
            // A server that leaves breaks its connections, and the answer may be lost with one of them.
            var config = readConfig(admin);
            boolean isDone = joining == null ? !config.contains("server." + leaving + "=") : config.contains(joining);
            if (isDone) {
                return config;
            }
            throw e;
        }
    }

    private static String readConfig(ZooKeeperAdmin admin) {
        var read = new ArrayList<String>();
        await("the list")
                .atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(KeeperException.class)
                .until(() -> {
                    admin.sync("/");
                    read.add(text(admin.getConfig(false, null)));
                    return true;
                });
        return read.get(0);
    }

    static String text(byte[] config) {
        return new String(config, StandardCharsets.UTF_8);
    }

    /** The version that a list says it has. */
    static long versionOf(String config) {
        return Long.parseUnsignedLong(config.substring(config.lastIndexOf("version=") + "version=".length()), 16);
    }

    /** Waits until each of these servers shows this list to its clients. */
    void awaitConfig(String config, ZkProcess... servers) throws IOException {
        for (var server : servers) {
            var client = client(server.connectString());
            await("the list that the client of " + server.connectString() + " sees")
                    .atMost(PATIENCE)
                    .ignoreExceptionsInstanceOf(KeeperException.class)
                    .untilAsserted(() -> assertThat(
                                    text(client.getConfig(false, null)).lines())
                            .containsExactlyInAnyOrderElementsOf(config.lines().toList()));
        }
    }

    /** Waits until a server's role is one of these. */
    static void awaitMode(ZkProcess server, String... modes) {
        await(server.connectString() + " is " + List.of(modes))
                .atMost(PATIENCE)
                .until(() -> List.of(modes).contains(server.mode()));
    }

    /** That the server's files soon say what its next start is to know, as Apache's server keeps them. */
    static void assertFiles(String config, ZkProcess server) {
        // Clients are shown the list before it is on the disk.
        await("the files of server " + server.connectString())
                .atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(IOException.class)
                .untilAsserted(() -> assertFilesNow(config, server));
    }

    private static void assertFilesNow(String config, ZkProcess server) throws IOException {
        var zooCfg = Files.readAllLines(server.configFile());
        var dynamic = server.configFile().resolveSibling("zoo.cfg.dynamic." + Long.toHexString(versionOf(config)));
        assertThat(zooCfg)
                .as("%s of %s", server.configFile(), server.distribution().name())
                .contains("dynamicConfigFile=" + dynamic)
                .noneMatch(line -> line.startsWith("server."));
        var lines = config.lines().filter(line -> !line.startsWith("version=")).toList();
        assertThat(Files.readAllLines(dynamic))
                .isEqualTo(lines.stream().sorted().toList());
        if (server.distribution().name().equals("zk4j")) { // Apache's forgets to, when it came too late for the change
            assertThat(server.configFile().resolveSibling("zoo.cfg.dynamic.next"))
                    .doesNotExist();
        }
        assertThat(Files.readString(server.configFile().resolveSibling("zoo.cfg.bak")))
                .contains("server.1=");
    }

    @Override
    public void close() {
        try {
            for (var client : clients) {
                client.close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        joined.forEach(ZkProcess::close);
        ensemble.close();
        ports.close();
    }
}
