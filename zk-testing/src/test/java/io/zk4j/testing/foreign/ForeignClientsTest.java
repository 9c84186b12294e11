/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import io.zk4j.testing.ZkDistribution;
import io.zk4j.testing.ZkProcess;
import io.zk4j.testing.e2e.Foreign;
import io.zk4j.testing.e2e.TestFolders;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Clients that others wrote do everything they know, with the server killed and started again under them. */
@Tag("foreign")
class ForeignClientsTest {
    private static final String RESTART = "restart the server";

    @TempDir
    Path folder;

    /** The server they talk to. */
    enum Server {
        ZK4J,
        APACHE;

        ZkDistribution distribution() {
            return this == ZK4J ? ZkDistribution.zk4j() : Foreign.apacheServer();
        }
    }

    @ParameterizedTest
    @EnumSource
    void kazoo(Server server) throws Exception {
        ForeignProgram.require(Path.of("/usr/lib/python3/dist-packages/kazoo"));
        var tour = ForeignProgram.folder().resolve("kazoo_tour.py").toString();
        assertPasses(
                server,
                Map.of(),
                List.of("/usr/bin/python3", tour),
                "crud",
                "watches",
                "locks",
                "election",
                "transactions",
                "acls",
                "reconnect");
    }

    @ParameterizedTest
    @EnumSource
    void apachesClientForC(Server server) throws Exception {
        ForeignProgram.require(Path.of("/usr/include/zookeeper/zookeeper.h"));
        var source = ForeignProgram.folder().resolve("c_tour.c").toString();
        var program = folder.resolve("c_tour").toString();
        var built = ForeignProgram.run(
                Map.of(),
                "",
                ForeignProgram.NOBODY_LISTENS,
                List.of("cc", "-DTHREADED", "-Wall", source, "-o", program, "-lzookeeper_mt"));
        assertThat(built.status()).as("%s", built.lines()).isZero();

        assertPasses(server, Map.of(), List.of(program), "crud", "watches", "transactions", "acls", "reconnect");
    }

    @ParameterizedTest
    @EnumSource
    void nodeZookeeperClient(Server server) throws Exception {
        var modules = ForeignProgram.require(TestFolders.module().resolve("target/foreign/node/node_modules"));
        var tour = ForeignProgram.folder().resolve("node/node_tour.js").toString();
        assertPasses(
                server,
                Map.of("NODE_PATH", modules.toString()),
                List.of("node", tour),
                "crud",
                "watches",
                "transactions",
                "acls",
                "reconnect");
    }

    @ParameterizedTest
    @EnumSource
    void apachesShellForC(Server server) throws Exception {
        var shell = ForeignProgram.require(Path.of("/usr/lib/zookeeper/bin/cli_mt"));
        try (var running = start(server)) {
            for (var word : List.of("create /c", "set /c one")) {
                ForeignProgram.run(Map.of(), "", ForeignProgram.NOBODY_LISTENS, cli(shell, running, word));
            }
            var run = ForeignProgram.run(Map.of(), "", ForeignProgram.NOBODY_LISTENS, cli(shell, running, "get /c"));
            assertThat(run.lines()).anySatisfy(line -> assertThat(line).contains("one"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void apachesShell(Server server) throws Exception {
        try (var running = start(server)) {
            var typed = """
                create /zk testData
                get -s /zk
                ls -w /zk
                create /zk/child
                set -v 0 /zk mydata
                create -e -s /zk/mine-
                create -c /zk/container
                addauth digest user:secret
                create /zk/guarded hidden auth::cdrwa
                getAcl /zk/guarded
                setquota -n 5 /zk
                listquota /zk
                addWatch -m PERSISTENT /zk
                removewatches /zk
                whoami
                getEphemerals
                getAllChildrenNumber /zk
                sync /zk
                deleteall /zk
                ls /
                quit
                """;
            var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
            var classPath =
                    Foreign.apacheClient().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
            var run = ForeignProgram.run(
                    Map.of(),
                    typed,
                    ForeignProgram.NOBODY_LISTENS,
                    List.of(
                            java,
                            "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                            "-cp",
                            classPath,
                            "org.apache.zookeeper.ZooKeeperMain",
                            "-server",
                            running.connectString()));
            assertThat(String.join("\n", run.lines()))
                    .contains("WatchedEvent state:SyncConnected type:None path:null")
                    .contains("Created /zk", "testData", "numChildren = 0")
                    .contains("type:NodeChildrenChanged path:/zk")
                    .contains("Created /zk/mine-0000000001", "Created /zk/container", "Created /zk/guarded")
                    .contains("'digest,'user:")
                    .contains("Output quota for /zk count=5")
                    .contains("Sync is OK")
                    .contains("[zookeeper]"); // the last command; whether it tells of its own end is left to chance
        }
    }

    private static List<String> cli(Path shell, ZkProcess server, String word) {
        return List.of(shell.toString(), server.connectString(), "cmd:" + word);
    }

    private void assertPasses(Server server, Map<String, String> environment, List<String> program, String... parts)
            throws Exception {
        try (var running = start(server)) {
            var command = Stream.concat(program.stream(), Stream.of(running.connectString()))
                    .toList();
            var run = ForeignProgram.run(
                    environment, "", (line, client) -> restartIfAsked(line, server, running, client), command);
            assertThat(run.lines())
                    .contains(Stream.of(parts).map(part -> "passed: " + part).toArray(String[]::new));
            assertThat(run.status()).isZero();
        }
    }

    /** Apache's server may leave a client without an answer that connects while it starts, so that client waits meanwhile. */
    private static void restartIfAsked(String line, Server server, ZkProcess running, ProcessHandle client)
            throws IOException, InterruptedException {
        if (line.equals(RESTART)) {
            if (server == Server.APACHE) {
                ForeignProgram.signal(client, "STOP");
            }
            running.kill();
            running.startAgain();
            if (server == Server.APACHE) {
                ForeignProgram.signal(client, "CONT");
            }
        }
    }

    private ZkProcess start(Server server) {
        return ZkProcess.of(server.distribution(), folder.resolve("server"))
                .set("tickTime", "500")
                .set("maxSessionTimeout", "60000")
                .start();
    }
}
