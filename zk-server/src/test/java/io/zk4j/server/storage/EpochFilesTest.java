/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zk4j.server.storage.EpochFiles.Epochs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EpochFilesTest {
    private static final long ZXID_IN_EPOCH_3 = (3L << 32) + 5;

    @TempDir
    Path temp;

    private EpochFiles epochs;

    @BeforeEach
    void open() {
        epochs = new EpochFiles(temp);
    }

    @Test
    void missingFilesAreMadeFromTheLog() throws IOException {
        assertThat(epochs.load(ZXID_IN_EPOCH_3)).isEqualTo(new Epochs(3, 3));
        assertThat(temp.resolve("acceptedEpoch")).hasContent("3");
        assertThat(temp.resolve("currentEpoch")).hasContent("3");
    }

    @Test
    void whatIsSavedIsLoaded() throws IOException {
        epochs.saveAccepted(7);
        epochs.saveCurrent(5);

        assertThat(epochs.load(ZXID_IN_EPOCH_3)).isEqualTo(new Epochs(7, 5));
        assertThat(temp.resolve("acceptedEpoch.tmp")).doesNotExist();
    }

    @Test
    void apachesFilesAreRead() throws IOException {
        var golden = new GoldenData("ensemble/server1").directory().resolve("version-2");

        assertThat(new EpochFiles(golden).load(ZXID_IN_EPOCH_3)).isEqualTo(new Epochs(3, 3));
    }

    @Test
    void anEpochWhoseRenameACrashPreventedIsTaken() throws IOException {
        epochs.saveAccepted(3);
        epochs.saveCurrent(2);
        Files.writeString(temp.resolve("currentEpoch.tmp"), "3");

        assertThat(epochs.load(ZXID_IN_EPOCH_3)).isEqualTo(new Epochs(3, 3));
        assertThat(temp.resolve("currentEpoch")).hasContent("3");
    }

    @Test
    void anEpochThatACrashKeptFromBeingSavedIsTakenFromTheLog() throws IOException {
        epochs.saveAccepted(5);
        epochs.saveCurrent(2);

        assertThat(epochs.load(ZXID_IN_EPOCH_3)).isEqualTo(new Epochs(5, 3));
        assertThat(temp.resolve("currentEpoch")).hasContent("3");
    }

    @Test
    void aLogOfAnEpochNeverPromisedIsRefused() throws IOException {
        epochs.saveAccepted(2);
        epochs.saveCurrent(2);

        assertThatThrownBy(() -> epochs.load(ZXID_IN_EPOCH_3))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining(
                        "currentEpoch is 2 and acceptedEpoch is 2, less than the epoch of the last transaction, 3");
    }

    @Test
    void anEpochNeverAcceptedIsRefused() throws IOException {
        epochs.saveAccepted(3);
        epochs.saveCurrent(4);

        assertThatThrownBy(() -> epochs.load(ZXID_IN_EPOCH_3)).hasMessageContaining("acceptedEpoch is 3, less than");
    }

    @Test
    void garbageIsRefused() throws IOException {
        Files.writeString(temp.resolve("currentEpoch"), "three");

        assertThatThrownBy(() -> epochs.load(0))
                .isInstanceOf(CorruptFileException.class)
                .hasMessageContaining("\"three\" is not an epoch");
    }
}
