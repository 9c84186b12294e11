/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogTruncationTest {
    @TempDir
    Path temp;

    private TestDirectory directory;

    @BeforeEach
    void makeDirectory() throws IOException {
        directory = new TestDirectory(temp);
        directory.snapshot(0);
        directory.log(Txns.creates(1, 10));
        directory.log(Txns.creates(11, 20));
        directory.log(Txns.creates(21, 30));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 5, 10, 11, 15, 20, 21, 29, 30})
    void everythingAfterTheNamedTransactionIsGone(long zxid) throws IOException {
        directory.snapshot(4);
        directory.snapshot(18);
        directory.snapshot(30);

        truncate(zxid);

        var target = new RecordingTarget();
        assertThat(directory.recover(target).lastZxid()).isEqualTo(zxid);
        assertThat(DataFile.list(directory.files, DataFile.Kind.SNAPSHOT))
                .allSatisfy(snapshot -> assertThat(snapshot.zxid()).isLessThanOrEqualTo(zxid));
    }

    @Test
    void theLogGoesOnFromThere() throws IOException {
        truncate(15);
        try (var open = DataDirectory.open(directory.options().build());
                var log = open.openLog(15)) {
            log.append(Txns.creates((2L << 32) + 1, (2L << 32) + 3));
        }

        var target = new RecordingTarget();
        directory.recover(target);

        assertThat(target.zxids()).hasSize(18).endsWith(15L, (2L << 32) + 1, (2L << 32) + 2, (2L << 32) + 3);
    }

    @Test
    void aTransactionThatIsNotInTheLogIsRefused() throws IOException {
        assertThatThrownBy(() -> truncate(31))
                .isInstanceOf(NoWayBackException.class)
                .hasMessageContaining("0x1f, which is not in it");
        assertThat(directory.recover(new RecordingTarget()).lastZxid()).isEqualTo(30);
    }

    @Test
    void aTransactionThatOnlyAPurgedLogLedToIsRefused(@TempDir Path elsewhere) throws IOException {
        directory = new TestDirectory(elsewhere);
        directory.log(Txns.creates(11, 20));
        directory.snapshot(18);

        assertThatThrownBy(() -> truncate(15))
                .isInstanceOf(NoWayBackException.class)
                .hasMessageContaining("which no snapshot leads to; nothing has been changed");
        assertThat(directory.recover(new RecordingTarget()).lastZxid()).isEqualTo(20);
    }

    @Test
    void aSnapshotProvesAStateThatNoTransactionNames() throws IOException {
        truncate(0);

        var report = directory.recover(new RecordingTarget());
        assertThat(report.lastZxid()).isZero();
        assertThat(report.snapshot()).isNotNull();
    }

    private void truncate(long zxid) throws IOException {
        try (var open = DataDirectory.open(directory.options().build())) {
            open.truncateTo(zxid);
        }
    }
}
