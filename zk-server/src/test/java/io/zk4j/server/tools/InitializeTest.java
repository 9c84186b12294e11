/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.zk4j.server.storage.DataDirectory;
import io.zk4j.server.storage.GoldenData;
import io.zk4j.server.storage.StorageOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InitializeTest {
    @TempDir
    Path temp;

    private Path dataDir;
    private Path logDir;
    private Path config;

    @BeforeEach
    void writeConfig() throws IOException {
        dataDir = temp.resolve("data");
        logDir = temp.resolve("logs");
        config = Files.writeString(
                temp.resolve("zoo.cfg"),
                "dataDir=" + dataDir + "\ndataLogDir=" + logDir + "\nserver.1=a:1:2\nserver.2=b:1:2\n");
    }

    @Test
    void directoriesNumberAndMarkerAreMade() throws IOException {
        var run = run("--configfile=" + config, "--myid=2");

        assertThat(run.status()).isZero();
        assertThat(run.out()).contains("Initialized " + dataDir + " and " + logDir);
        assertThat(dataDir.resolve("myid")).hasContent("2");
        assertThat(logDir.resolve("initialize")).exists();
        var options = StorageOptions.builder(dataDir)
                .logDir(logDir)
                .trustEmptyDatabase(false)
                .build();
        try (var directory = DataDirectory.open(options)) {
            assertThat(directory.recover(new LoadedTree()).isTrusted()).isTrue();
        }
    }

    @Test
    void withoutANumberOneIsAskedFor() {
        assertThat(run("--configfile", config).out()).contains("needs its number in " + dataDir.resolve("myid"));
    }

    @Test
    void dataIsNotDeletedWithoutForce() throws IOException {
        new GoldenData("snap-gz").copyTo(dataDir);

        var run = run("--configfile", config, "--myid", 1);

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err())
                .contains(dataDir.resolve("version-2") + " is not empty")
                .contains("--force");
        assertThat(dataDir.resolve("version-2/snapshot.0.gz")).exists();
        assertThat(dataDir.resolve("myid")).doesNotExist();
    }

    @Test
    void dataIsDeletedWithForce() throws IOException {
        new GoldenData("snap-gz").copyTo(dataDir);

        assertThat(run("--configfile", config, "--myid", 1, "--force").status()).isZero();

        assertThat(dataDir.resolve("version-2/snapshot.0.gz")).doesNotExist();
        assertThat(run("--configfile", config, "--myid", 1).status()).isZero();
    }

    @Test
    void nothingIsDeletedUnderARunningServer() throws IOException {
        new GoldenData("snap-gz").copyTo(logDir);
        try (var server = DataDirectory.open(StorageOptions.builder(logDir).build())) {
            assertThat(server).isNotNull();

            assertThat(run("--configfile", config, "--force").err()).contains("is in use by");
        }
        assertThat(logDir.resolve("version-2/snapshot.0.gz")).exists();
    }

    @Test
    void badArgumentsAreNamed() throws IOException {
        assertThat(run("--configfile", config, "--myid", 256).status()).isEqualTo(2);
        assertThat(run().err()).contains("--configfile");
        assertThat(run("--configfile", temp.resolve("none")).err()).contains("there is no configuration file");
        Files.writeString(config, "clientPort=2181");
        assertThat(run("--configfile", config).err()).contains("does not set dataDir");
    }

    private static ToolRun run(Object... arguments) {
        return ToolRun.of(new Initialize(), arguments);
    }
}
