/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecoveryTest {
    private static final long EPOCH_2 = 2L << 32;

    @TempDir
    Path temp;

    private final RecordingTarget target = new RecordingTarget();
    private TestDirectory directory;

    @BeforeEach
    void makeDirectory() throws IOException {
        directory = new TestDirectory(temp);
    }

    @Test
    void anEmptyDirectoryIsANewDatabase() throws IOException {
        var report = directory.recover(target);

        assertThat(report.isNewDatabase()).isTrue();
        assertThat(report.isTrusted()).isTrue();
        assertThat(report.lastZxid()).isZero();
        assertThat(target.loadedZxid).isZero();
    }

    @Test
    void anEmptyDirectoryIsNotTrustedIfItShouldHoldSomething() throws IOException {
        var report = directory.recover(
                target, directory.options().trustEmptyDatabase(false).build());

        assertThat(report.isTrusted()).isFalse();
        assertThat(report.lastZxid()).isEqualTo(-1);
    }

    @Test
    void theMarkerMakesItTrustedOnce() throws IOException {
        var marker = Files.createFile(temp.resolve("initialize"));
        var options = directory.options().trustEmptyDatabase(false).build();

        assertThat(directory.recover(target, options).isTrusted()).isTrue();
        assertThat(marker).doesNotExist();
        assertThat(directory.recover(target, options).isTrusted()).isFalse();
    }

    @Test
    void transactionsThatTheSnapshotContainsAreNotReplayed() throws IOException {
        directory.log(Txns.creates(1, 10));
        directory.log(Txns.creates(11, 20));
        directory.log(Txns.creates(21, 30));
        directory.snapshot(5);
        directory.snapshot(15);

        var report = directory.recover(target);

        assertThat(report.snapshot().zxid()).isEqualTo(15);
        assertThat(report.lastZxid()).isEqualTo(30);
        assertThat(target.zxids()).hasSize(15).startsWith(16L).endsWith(30L);
    }

    @Test
    void logsThatAreNotNeededAreNotOpened() throws IOException {
        var old = directory.log(Txns.creates(1, 10));
        directory.log(Txns.creates(11, 20));
        directory.snapshot(15);
        Files.writeString(old, "not a log at all");

        assertThat(directory.recover(target).lastZxid()).isEqualTo(20);
    }

    @Test
    void theDigestOfASnapshotIsHandedOnIfItIsNotOlderThanTheSnapshot() throws IOException {
        directory.snapshot(15);
        directory.recover(target);

        assertThat(target.digest.zxid()).isEqualTo(15);
        assertThat(target.digest.digest().value()).isEqualTo(4711);
    }

    @Test
    void aDamagedSnapshotIsPassedOverForAnOlderOneThatTheLogContinues() throws IOException {
        directory.log(Txns.creates(1, 10));
        directory.snapshot(2);
        TestDirectory.damage(directory.snapshot(8), 30, 99);

        var report = directory.recover(target);

        assertThat(report.snapshot().zxid()).isEqualTo(2);
        assertThat(report.lastZxid()).isEqualTo(10);
        assertThat(report.notices()).singleElement().asString().contains("snapshot.8, offset ");
    }

    @Test
    void aDamagedSnapshotThatReachesBeyondTheLogIsNotPassedOver() throws IOException {
        directory.log(Txns.creates(1, 10));
        directory.snapshot(2);
        var newest = directory.snapshot(50);
        TestDirectory.damage(newest, 30, 99);

        assertThatThrownBy(() -> directory.recover(target))
                .isInstanceOf(CorruptFileException.class)
                .hasMessageContaining(newest.toString())
                .hasMessageContaining("reach only 0xa");
    }

    @Test
    void aLeadersFirstSnapshotIsNamedAfterNoTransaction() throws IOException {
        directory.log(Txns.creates(1, 10));
        directory.snapshot(2);
        TestDirectory.damage(directory.snapshot(EPOCH_2), 30, 99);

        assertThat(directory.recover(target).lastZxid()).isEqualTo(10);
    }

    @Test
    void ifNoSnapshotLoadsNothingIsReplayed() throws IOException {
        directory.log(Txns.creates(1, 10));
        TestDirectory.damage(directory.snapshot(2), 30, 99);

        assertThatThrownBy(() -> directory.recover(target))
                .isInstanceOf(CorruptFileException.class)
                .hasMessageContaining("no snapshot can be loaded")
                .hasMessageContaining("Ways out");
    }

    @Test
    void aFirstSnapshotCutOffByACrashIsAsGoodAsNone() throws IOException {
        var first = directory.snapshot(0);
        Files.write(first, new byte[7]);

        var report = directory.recover(target);

        assertThat(report.isNewDatabase()).isTrue();
        assertThat(report.lastZxid()).isZero();
    }

    @Test
    void aHoleInTheLogIsRefused() throws IOException {
        directory.snapshot(0);
        directory.log(Txns.creates(1, 10));
        var after = directory.log(Txns.creates(12, 20));

        assertThatThrownBy(() -> directory.recover(target))
                .isInstanceOf(CorruptFileException.class)
                .hasMessageContaining(after + ", offset 16: transaction 0xc follows 0xa")
                .hasMessageContaining("put the missing log file back");
    }

    @Test
    void aHoleBetweenSnapshotAndLogIsRefused() throws IOException {
        directory.snapshot(5);
        directory.log(Txns.creates(7, 10));

        assertThatThrownBy(() -> directory.recover(target)).hasMessageContaining("0x7 follows 0x5");
    }

    @Test
    void aNewEpochBeginsAnew() throws IOException {
        directory.snapshot(0);
        directory.log(Txns.creates(1, 10));
        directory.log(Txns.creates(EPOCH_2 + 1, EPOCH_2 + 5));

        assertThat(directory.recover(target).lastZxid()).isEqualTo(EPOCH_2 + 5);
    }

    @Test
    void aTornFileIsNoLossIfTheNextGoesOnFromIt() throws IOException {
        directory.snapshot(0);
        var torn = directory.log(Txns.creates(1, 11));
        int lastRecord = (int) offsetOf(torn, 11);
        TestDirectory.damage(torn, lastRecord + 20, 1, 2, 3);
        directory.log(Txns.creates(11, 20));

        var report = directory.recover(target);

        assertThat(target.zxids()).hasSize(20);
        assertThat(report.notices()).singleElement().asString().contains(torn + " is torn at offset " + lastRecord);
        assertThat(directory.recover(target).notices()).hasSize(1);
    }

    @Test
    void damageInAnyFileButTheLastIsRefusedIfRecordsFollow() throws IOException {
        directory.snapshot(0);
        var damaged = directory.log(Txns.creates(1, 10));
        int record = (int) offsetOf(damaged, 4);
        TestDirectory.damage(damaged, record + 20, 1, 2, 3);
        directory.log(Txns.creates(11, 20));

        assertThatThrownBy(() -> directory.recover(target))
                .isInstanceOfSatisfying(CorruptFileException.class, e -> {
                    assertThat(e.file()).isEqualTo(damaged);
                    assertThat(e.offset()).isEqualTo(record);
                })
                .hasMessageContaining("the next whole record is at offset");
    }

    @Test
    void aLengthThatBecameZeroDoesNotHideWhatFollows() throws IOException {
        directory.snapshot(0);
        var log = directory.log(Txns.creates(1, 10));
        TestDirectory.damage(log, (int) offsetOf(log, 4) + Long.BYTES, 0, 0, 0, 0);

        assertThatThrownBy(() -> directory.recover(target)).isInstanceOf(CorruptFileException.class);
    }

    @Test
    void aRecordAboveTheLimitIsNotTakenForATornOne() throws IOException {
        directory.snapshot(0);
        var log = directory.log(List.of(Txns.create(1, "/big", 100_000)));

        assertThatThrownBy(() -> directory.recover(
                        target, directory.options().recordBytesMax(50_000).build()))
                .isInstanceOf(CorruptFileException.class)
                .hasMessageContaining("jute.maxbuffer");
        assertThat(log).exists();
    }

    @Test
    void anErrorRecordMayComeTwice() throws IOException {
        directory.snapshot(0);
        var log = directory.log(Txns.creates(1, 3));
        appendAgain(log, 3);

        var report = directory.recover(target);

        assertThat(target.zxids()).containsExactly(1L, 2L, 3L, 3L);
        assertThat(report.lastZxid()).isEqualTo(3);
        assertThat(report.notices()).singleElement().asString().contains("0x3 comes after 0x3");
    }

    @Test
    void leftoversOfASnapshotAreRemoved() throws IOException {
        directory.snapshot(3);
        var leftover = Files.createFile(directory.files.resolve("snapshot.9.tmp"));
        var epoch = Files.createFile(directory.files.resolve("currentEpoch.tmp"));

        var report = directory.recover(target);

        assertThat(leftover).doesNotExist();
        assertThat(epoch).exists();
        assertThat(report.notices()).singleElement().asString().contains("snapshot.9.tmp");
    }

    @Test
    void nothingIsChangedIfItRefuses() throws IOException {
        directory.snapshot(0);
        directory.log(Txns.creates(1, 10));
        var last = directory.log(Txns.creates(12, 20));
        var leftover = Files.createFile(directory.files.resolve("snapshot.9.tmp"));
        TestDirectory.damage(last, (int) offsetOf(last, 20) + 20, 1, 2, 3);
        var before = Files.readAllBytes(last);

        assertThatThrownBy(() -> directory.recover(target)).isInstanceOf(CorruptFileException.class);

        assertThat(last).hasBinaryContent(before);
        assertThat(leftover).exists();
    }

    private static long offsetOf(Path log, long zxid) throws IOException {
        try (var reader = new TxnLogReader(log, 1 << 20)) {
            for (var logged = reader.next(); logged != null; logged = reader.next()) {
                if (logged.zxid() == zxid) {
                    return logged.offset();
                }
            }
        }
        throw new IllegalArgumentException("no transaction " + zxid);
    }

    private static void appendAgain(Path log, long zxid) throws IOException {
        var bytes = Files.readAllBytes(log);
        int from = (int) offsetOf(log, zxid);
        long end;
        try (var reader = new TxnLogReader(log, 1 << 20)) {
            while (reader.next() != null) {
                // To the end.
            }
            end = reader.end().offset();
        }
        System.arraycopy(bytes, from, bytes, (int) end, (int) end - from);
        Files.write(log, bytes);
    }
}
