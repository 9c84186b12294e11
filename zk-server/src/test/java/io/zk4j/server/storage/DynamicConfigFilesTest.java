/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DynamicConfigFilesTest {
    private static final List<String> MEMBERS =
            List.of("server.2=b:2888:3888:participant;b:2181", "server.1=a:2888:3888:participant;a:2181");

    @TempDir
    private Path folder;

    private Path file;
    private DynamicConfigFiles files;

    @BeforeEach
    void writeStaticFile() throws IOException {
        file = folder.resolve("zoo.cfg");
        Files.writeString(file, """
                # of ours
                tickTime=2000
                server.1 = a:2888:3888
                server.2=b:2888:\\
                  3888
                group.1=1:2
                weight.1=1
                clientPort=2181
                dataDir=/data
                """);
        files = new DynamicConfigFiles(file);
    }

    @Test
    void movesTheServerListOutOfTheStaticFile() throws IOException {
        files.activate(MEMBERS, 0x100000002L, true);

        assertThat(folder.resolve("zoo.cfg.dynamic.100000002")).hasContent(MEMBERS.get(1) + "\n" + MEMBERS.get(0));
        assertThat(file)
                .hasContent("# of ours\ntickTime=2000\ndataDir=/data\ndynamicConfigFile="
                        + folder.resolve("zoo.cfg.dynamic.100000002") + "\n");
    }

    @Test
    void keepsTheClientPortThatTheListDoesNotName() throws IOException {
        files.activate(MEMBERS, 1, false);

        assertThat(Files.readString(file)).contains("clientPort=2181");
    }

    @Test
    void savesTheOriginalOnce() throws IOException {
        var original = Files.readString(file);
        files.activate(MEMBERS, 1, true);
        files.activate(MEMBERS, 2, true);

        assertThat(folder.resolve("zoo.cfg.bak")).hasContent(original);
        assertThat(Files.readString(file)).contains("zoo.cfg.dynamic.2").doesNotContain("zoo.cfg.dynamic.1\n");
    }

    @Test
    void remembersWhatIsProposedUntilItIsInForce() throws IOException {
        assertThat(files.proposed()).isEmpty();

        files.propose("server.1=a:2888:3888:participant\nversion=5");
        assertThat(new DynamicConfigFiles(file).proposed()).contains("server.1=a:2888:3888:participant\nversion=5");

        files.activate(MEMBERS, 5, false);
        assertThat(files.proposed()).isEmpty();
    }

    @Test
    void readsTheVersionFromTheName() {
        assertThat(DynamicConfigFiles.versionOf(Path.of("/x/zoo.cfg.dynamic.100000005")))
                .isEqualTo(0x100000005L);
        assertThat(DynamicConfigFiles.versionOf(Path.of("/x/zoo.cfg.dynamic"))).isZero();
        assertThat(DynamicConfigFiles.versionOf(Path.of("zoo_replicated1.cfg.next")))
                .isZero();
    }
}
