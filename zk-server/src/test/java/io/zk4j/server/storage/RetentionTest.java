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

class RetentionTest {
    @TempDir
    Path temp;

    private TestDirectory directory;

    @BeforeEach
    void makeDirectory() throws IOException {
        directory = new TestDirectory(temp);
        for (int i = 0; i < 6; i++) {
            directory.log(Txns.creates(i * 10 + 1, i * 10 + 10));
            directory.snapshot(i * 10 + 5);
        }
    }

    @Test
    void theNewestSnapshotsAndTheLogsThatContinueThemAreKept() throws IOException {
        var removed = retention().purge(3);

        assertThat(removed).hasSize(6);
        assertThat(names(DataFile.Kind.SNAPSHOT)).containsExactly("snapshot.23", "snapshot.2d", "snapshot.37");
        assertThat(names(DataFile.Kind.LOG)).containsExactly("log.1f", "log.29", "log.33");
        assertThat(directory.recover(new RecordingTarget()).lastZxid()).isEqualTo(60);
    }

    @Test
    void theOldestKeptSnapshotIsStillGoodWithoutTheOthers() throws IOException {
        retention().purge(3);
        Files.delete(directory.files.resolve("snapshot.2d"));
        Files.delete(directory.files.resolve("snapshot.37"));

        assertThat(directory.recover(new RecordingTarget()).lastZxid()).isEqualTo(60);
    }

    @Test
    void fewerThanThreeAreNeverKept() throws IOException {
        retention().purge(1);

        assertThat(names(DataFile.Kind.SNAPSHOT)).hasSize(3);
    }

    @Test
    void anIncompleteSnapshotDoesNotCount() throws IOException {
        Files.write(directory.files.resolve("snapshot.37"), new byte[100]);

        retention().purge(3);

        assertThat(names(DataFile.Kind.SNAPSHOT))
                .containsExactly("snapshot.19", "snapshot.23", "snapshot.2d", "snapshot.37");
        assertThat(names(DataFile.Kind.LOG)).startsWith("log.15");
    }

    @Test
    void nothingIsRemovedWhileThereAreNotMore() throws IOException {
        assertThat(retention().purge(6)).isEmpty();
        assertThat(names(DataFile.Kind.LOG)).hasSize(6);
    }

    private Retention retention() {
        return new Retention(directory.files, directory.files);
    }

    private List<String> names(DataFile.Kind kind) throws IOException {
        return DataFile.list(directory.files, kind).stream().map(DataFile::name).toList();
    }
}
