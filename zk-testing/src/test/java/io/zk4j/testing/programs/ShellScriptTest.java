/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.programs;

import static org.assertj.core.api.Assertions.assertThat;

import io.zk4j.testing.LoopbackPorts;
import io.zk4j.testing.ZkDistribution;
import io.zk4j.testing.ZkProcess;
import io.zk4j.testing.programs.Script.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.zookeeper.ZKUtil;
import org.apache.zookeeper.ZooKeeper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code zkCli.sh}: the tutorial's session, and single commands as scripts use them. */
@SuppressWarnings("try") // close() throws InterruptedException, as in Apache's API
class ShellScriptTest {
    @TempDir
    static Path folder;

    private static ZkProcess server;
    private static String address;

    @BeforeAll
    static void startAServer() {
        server = ZkProcess.of(ZkDistribution.zk4j(), folder.resolve("server")).start();
        address = server.connectString();
    }

    @AfterAll
    static void stopIt() {
        server.close();
    }

    @AfterEach
    void leaveNothingBehind() throws Exception {
        try (var client = new ZooKeeper(address, 30_000, event -> {})) {
            for (var child : client.getChildren("/", false)) {
                if (!child.equals("zookeeper")) {
                    ZKUtil.deleteRecursive(client, "/" + child);
                }
            }
        }
    }

    @Test
    void theTutorialsSessionReadsAsTheTutorialShowsIt() throws Exception {
        var session = script().runWithInput("""
                        ls /
                        create /zk testData
                        get /zk
                        set /zk mydata
                        get /zk watch
                        set /zk again 1
                        delete /zk
                        ls /
                        quit
                        """, "-server", address);

        assertThat(session.out())
                .contains("\nWATCHER::\n\nWatchedEvent state:SyncConnected type:None path:null\n")
                .contains("\nWATCHER::\n\nWatchedEvent state:SyncConnected type:NodeDataChanged path:/zk");
        // An event is told by another thread, between any two lines.
        assertThat(session.out().replaceAll("\nWATCHER::\n\nWatchedEvent .*\n", ""))
                .contains("[zk: " + address + "(CONNECTED) 0] ls /\n[zookeeper]\n")
                .contains("create /zk testData\nCreated /zk\n")
                .contains("get /zk\ntestData\ncZxid = 0x")
                .containsPattern(
                        "\ndataVersion = 0\naclVersion = 0\nephemeralOwner = 0x0\ndataLength = 8\nnumChildren = 0\n")
                .contains("set /zk mydata\ncZxid = 0x")
                .contains("\ndataVersion = 1\n")
                .contains("\ndataVersion = 2\n")
                .contains("(CONNECTED) 7] ls /\n[zookeeper]\n");
        assertThat(session.err()).doesNotContain("Exception").doesNotContain("not");
        assertThat(session.status()).isZero();
    }

    @Test
    void singleCommandsPrintWhatApachesShellPrintsAndTellHowTheyWent() throws Exception {
        var created = run("create", "/one", "first value");
        assertThat(created.err()).isEqualTo("Created /one\n");
        assertThat(created.status()).isZero();

        var read = run("get", "/one");
        assertThat(read.out()).endsWith("\nfirst value\n");
        assertThat(read.status()).isZero();
        assertThat(run("get", "-s", "/one").out()).contains("first value\ncZxid = 0x");
        assertThat(run("set", "/one", "second").out()).doesNotContain("dataVersion");

        assertThat(run("delete", "/one"))
                .satisfies(deleted -> assertThat(deleted.status()).isZero());
    }

    @Test
    void failuresAreOneLineAndAStatus() throws Exception {
        assertFails(run("get", "/nowhere"), 1, "Node does not exist: /nowhere");
        assertFails(run("get", "nowhere"), 1, "Path must start with / character");
        assertFails(run("create", "/zookeeper", "x"), 1, "Node already exists: /zookeeper");
        assertFails(run("delete", "-v", "7", "/zookeeper"), 1, "");
        assertFails(run("get"), 1, "an argument is missing");
        assertFails(run("frobnicate"), 127, "Command not found: frobnicate");
    }

    @Test
    void aDeadServerIsNamed() throws Exception {
        try (var nobody = LoopbackPorts.claim(1)) {
            var failed = script().run("-server", "127.0.0.1:" + nobody.get(0), "-timeout", "1500", "ls", "/");
            assertFails(failed, 1, "No answer from 127.0.0.1:" + nobody.get(0) + " within 1500 ms");

            var json = script().run("-server", "127.0.0.1:" + nobody.get(0), "-timeout", "1500", "--json", "ls", "/");
            assertThat(json.out()).isEmpty();
            assertThat(json.err())
                    .contains("\"error\":\"CONNECTIONLOSS\"", "No answer from")
                    .hasLineCount(1);
        }
    }

    @Test
    void jsonIsOneObjectALineAndNothingElse() throws Exception {
        run("create", "/json", "value");

        var read = script().run("-server", address, "--json", "get", "-s", "/json");
        assertThat(read.out())
                .startsWith("{\"path\":\"/json\"")
                .contains("\"data\":\"value\"", "\"version\":0")
                .hasLineCount(1);

        var failed = script().run("-server", address, "--json", "get", "/nowhere");
        assertThat(failed.out()).isEmpty();
        assertThat(failed.err()).contains("\"error\":\"NONODE\"").hasLineCount(1);
        assertThat(failed.status()).isEqualTo(1);
    }

    @Test
    void aSubtreeGoesToAFileAndBack() throws Exception {
        var file = folder.resolve("tree.jsonl");
        var session = script().runWithInput("""
                        create /tree root
                        create /tree/a "with blanks" world:anyone:cdrwa
                        create /tree/b
                        dump /tree %s
                        deleteall /tree
                        load -n %s
                        load %s
                        tree /tree
                        get /tree/a
                        """.formatted(file, file, file), "-server", address);

        assertThat(Files.readAllLines(file)).hasSize(3);
        assertThat(session.out())
                .contains("3 nodes written to " + file)
                .contains("would be created 3, replaced 0, left as they are 0")
                .contains("\ncreated 3, replaced 0, left as they are 0")
                .contains("/tree\n├── a\n└── b\n")
                .contains("get /tree/a\nwith blanks\n");
    }

    @Test
    void aFileThatIsNotThereIsNamed() throws Exception {
        assertFails(run("load", "/no/such/file"), 1, "There is no file or folder /no/such/file");
    }

    @Test
    void jsonShowsBytesThatAreNoTextAsBase64() throws Exception {
        run("create", "/bytes", "");
        run("set", "-b", "/bytes", "/wA=");

        assertThat(script().run("-server", address, "--json", "get", "/bytes").out())
                .isEqualTo("{\"path\":\"/bytes\",\"base64\":\"/wA=\"}\n");
    }

    @Test
    void noLocaleDamagesText() throws Exception {
        var session = script().with("LC_ALL", "C").runWithInput("""
                        create /grüße "schöne neue Welt"
                        dump /grüße
                        find / -name gr?ße
                        get /ungrüßt
                        """, "-server", address);

        assertThat(session.out())
                .contains("{\"path\":\"/grüße\",\"acl\":")
                .contains("\"text\":\"schöne neue Welt\"}\n")
                .contains("find / -name gr?ße\n/grüße\n");
        assertThat(session.err()).isEqualTo("Node does not exist: /ungrüßt\n");
    }

    @Test
    void helpNeedsNoServer() throws Exception {
        var help = script().run("help");
        assertThat(help.out()).contains("create [-s] [-e]", "deleteall", "ls2");
        assertThat(help.status()).isZero();
        assertThat(script().run("help", "du").out()).startsWith("du path\n");
    }

    private static Script script() {
        return new Script(folder, "zkCli.sh");
    }

    private static Result run(String... command) throws Exception {
        var arguments = new String[command.length + 2];
        arguments[0] = "-server";
        arguments[1] = address;
        System.arraycopy(command, 0, arguments, 2, command.length);
        return script().run(arguments);
    }

    private static void assertFails(Result result, int status, String message) {
        assertThat(result.err()).contains(message).doesNotContain("\tat ").doesNotContain("Exception");
        assertThat(result.status()).isEqualTo(status);
    }
}
