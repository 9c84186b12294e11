/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.zk4j.server.storage.GoldenData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CleanupTest {
    @TempDir
    Path temp;

    private Path dataDir;

    @BeforeEach
    void copyData() throws IOException {
        dataDir = new GoldenData("all-types").copyTo(temp.resolve("data"));
    }

    @Test
    void oldFilesAreRemovedAndNamed() {
        var run = run(dataDir, "-n", 3);

        assertThat(run.status()).isZero();
        assertThat(run.out().lines()).containsExactly("Removed " + dataDir.resolve("version-2/snapshot.0"));
        assertThat(dataDir.resolve("version-2/log.1")).exists(); // snapshot.14 needs its last record
    }

    @Test
    void theDirectoriesMayComeFromAConfiguration() throws IOException {
        var config = Files.writeString(temp.resolve("zoo.cfg"), "dataDir = " + dataDir + " \nserver.1=a:1:2\n");

        assertThat(run("--config", config, "-n", "3").out()).contains("snapshot.0");
    }

    @Test
    void fewerThanThreeSnapshotsAreRefused() {
        var run = run(dataDir, "-n", 2);

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("fewer than 3 snapshots are never kept");
        assertThat(dataDir.resolve("version-2/snapshot.0")).exists();
    }

    @Test
    void aWrongDirectoryIsAMistake() {
        assertThat(run(temp, "-n", 3).err()).contains("is not a data directory");
    }

    @Test
    void whatItCannotLookIntoIsNotCalledMissing() throws IOException {
        var closed = DoctorTest.unreadable(temp.resolve("closed"));

        assertThat(run(dataDir, closed, "-n", 3).err())
                .contains("cannot look into " + closed.resolve("version-2"))
                .doesNotContain("has no directory");
    }

    @Test
    void aCountIsRequired() {
        assertThat(run(dataDir).status()).isEqualTo(2);
    }

    private static ToolRun run(Object... arguments) {
        return ToolRun.of(new Cleanup(), arguments);
    }
}
