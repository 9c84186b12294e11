/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.dropin;

import static org.assertj.core.api.Assertions.assertThat;

import io.zk4j.testing.ZkDistribution;
import io.zk4j.testing.ZkProcess;
import io.zk4j.testing.e2e.Foreign;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Apache's shell and ours, each against Apache's server and ours: whoever types cannot tell which server it is.
 *
 * <p>The servers are new and see the same calls, so that even the zxids are the same; times, ports and session ids are not compared. Nor is
 * the order of lines, because events come when they come.
 */
class ShellsTest {
    /** Apache's shell has ended before its other thread can say it, or it has not. */
    private static final String LAST_WORD = "WatchedEvent state:Closed type:None path:null zxid: -1";

    private static final long PATIENCE_SECONDS = 180;
    private static final String TYPED = """
            create /zk testData
            create /zk again
            get -s /zk
            stat -w /zk
            ls -w /zk
            create /zk/child
            create -e -s /zk/mine-
            create -s /zk/seq- "two words"
            set -v 0 /zk mydata
            set -v 0 /zk tooLate
            set -s /zk more
            get /none
            delete /zk
            delete -v 5 /zk/child
            create -c /zk/container
            create /zk/container/member x
            ls -R /zk
            ls -s /zk
            addauth digest user:secret
            create /zk/guarded hidden auth::cdrwa
            getAcl -s /zk/guarded
            setAcl -s /zk/child world:anyone:r
            create /zk/child/forbidden
            setquota -n 5 /zk
            setquota -b 1000 /zk
            listquota /zk
            delquota -b /zk
            listquota /zk
            delquota /zk
            addWatch -m PERSISTENT /zk/seq-0000000002
            set /zk/seq-0000000002 changed
            set /zk/seq-0000000002 twice
            removewatches /zk/seq-0000000002
            whoami
            getEphemerals
            getEphemerals /zk
            getAllChildrenNumber /zk
            sync /zk
            deleteall /zk
            ls /
            ls /zookeeper
            get /zookeeper/config
            quit
            """;

    @TempDir
    static Path folder;

    private static ZkProcess ours;
    private static ZkProcess apaches;

    @BeforeAll
    static void startBoth() {
        ours = start("ours", ZkDistribution.zk4j());
        apaches = start("apaches", Foreign.apacheServer());
    }

    @AfterAll
    static void stopBoth() {
        ours.close();
        apaches.close();
    }

    @Test
    void bothShellsReadTheSameFromBothServers() throws Exception {
        // In the same order on both, so that the zxids agree.
        var apachesShell = shell(Clients.apachesWithoutTerminal(), "org.apache.zookeeper.ZooKeeperMain");
        var ourShell = shell(Clients.ours(), "io.zk4j.cli.ShellMain");
        assertReadsTheSame(apachesShell);
        assertReadsTheSame(ourShell);
    }

    private static void assertReadsTheSame(List<String> shell) throws IOException, InterruptedException {
        var fromOurs = type(shell, ours);
        assertThat(fromOurs)
                .contains(
                        "Created /zk/mine-0000000001",
                        "Output quota for /zk count=5,bytes=-1=;byteHardLimit=-1;countHardLimit=-1")
                .containsExactlyInAnyOrderElementsOf(type(shell, apaches));
    }

    private static ZkProcess start(String name, ZkDistribution distribution) {
        return ZkProcess.of(distribution, folder.resolve(name))
                .jvm("-Dzookeeper.forceSync=no")
                .start();
    }

    private static List<String> shell(List<Path> classPath, String main) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=off",
                "-cp",
                classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)),
                main);
    }

    private static List<String> type(List<String> shell, ZkProcess server) throws IOException, InterruptedException {
        var input = Files.writeString(folder.resolve("typed"), TYPED);
        var output = folder.resolve("printed");
        var command = new ArrayList<>(shell);
        command.addAll(List.of("-server", server.connectString()));
        var process = new ProcessBuilder(command)
                .redirectInput(input.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return Files.readString(output)
                .replace(server.connectString(), "SERVER")
                .replaceAll("(ctime|mtime) = .*", "$1 = WHEN")
                .replaceAll("(ephemeralOwner = |session[Ii]d:? ?)0x[1-9a-f][0-9a-f]*", "$1SESSION")
                .replaceAll(
                        "\\[zk: SERVER\\(CONNECTED\\) \\d+]",
                        "$0\n") // an event may come between a prompt and what follows it
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.equals(LAST_WORD))
                .toList();
    }
}
