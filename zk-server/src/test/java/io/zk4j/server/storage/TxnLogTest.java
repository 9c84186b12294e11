/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.zk4j.server.txn.TxnRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class TxnLogTest {
    private static final int KIB = 1024;

    @TempDir
    Path temp;

    @Test
    void aNewFileIsHeaderAndPreallocation() throws IOException {
        try (var log = open(64 * KIB)) {
            log.append(Txns.create(1));
            log.sync();

            assertThat(log.currentFile()).isEqualTo(temp.resolve("log.1")).hasSize(16 + 64 * KIB);
        }
    }

    @Test
    void aFileIsExtendedWhenItsEndIsNear() throws IOException {
        try (var log = open(64 * KIB)) {
            log.append(Txns.create(1, "/big", 61 * KIB));
            log.sync();
            assertThat(log.currentFile()).hasSize(16 + 64 * KIB);

            log.append(Txns.create(2));
            log.sync();

            assertThat(log.currentFile()).hasSize(16 + 2 * 64 * KIB);
        }
    }

    @Test
    void aBatchBeyondTheEndExtendsToAMultiple() throws IOException {
        try (var log = open(64 * KIB)) {
            log.append(List.of(Txns.create(1, "/a", 100 * KIB), Txns.create(2, "/b", 100 * KIB)));
            log.sync();
            log.append(Txns.create(3));
            log.sync();

            assertThat(log.currentFile()).hasSize(4 * 64 * KIB);
        }
        assertThat(read("log.1")).hasSize(3);
    }

    @Test
    void withoutPreallocationAFileIsAsLongAsItsRecords() throws IOException {
        long bytes;
        try (var log = open(0)) {
            bytes = log.append(Txns.creates(1, 5));
        }

        assertThat(temp.resolve("log.1")).hasSize(16 + bytes);
    }

    @Test
    void nothingReachesTheFileBeforeItIsSynced() throws IOException {
        try (var log = open(64 * KIB)) {
            log.append(Txns.create(1));
            assertThat(read("log.1")).isEmpty();

            log.sync();
            assertThat(read("log.1")).containsExactly(Txns.create(1));
        }
    }

    @Test
    void aBatchLargerThanTheBufferIsWrittenWhole() throws IOException {
        var records = new ArrayList<TxnRecord>();
        for (int i = 1; i <= 30; i++) {
            records.add(Txns.create(i, "/big" + i, 200 * KIB));
        }
        try (var log = open(64 * KIB)) {
            log.append(records);
            log.sync();
        }

        assertThat(read("log.1")).isEqualTo(records);
    }

    @Test
    void afterARollTheNextRecordBeginsAFileOfItsName() throws IOException {
        try (var log = open(64 * KIB)) {
            log.append(Txns.creates(1, 3));
            log.roll();
            log.roll();
            assertThat(log.currentFile()).isNull();
            log.append(Txns.creates(4, 5));
            log.sync();
        }

        assertThat(read("log.1")).hasSize(3);
        assertThat(read("log.4")).hasSize(2);
    }

    @Test
    void aFileThatHasReachedItsLimitIsRolledAfterTheSync() throws IOException {
        try (var log = new TxnLog(
                temp,
                0,
                StorageOptions.builder(temp)
                        .preallocationBytes(0)
                        .logBytesMax(2 * KIB)
                        .build())) {
            log.append(List.of(Txns.create(1, "/a", 3 * KIB), Txns.create(2)));
            log.sync();
            log.append(Txns.create(3));
            log.sync();
        }

        assertThat(read("log.1")).hasSize(2);
        assertThat(read("log.3")).hasSize(1);
    }

    @Test
    void numbersMustRise() throws IOException {
        try (var log = open(0)) {
            log.append(Txns.create(5));

            assertThatThrownBy(() -> log.append(Txns.create(5)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("0x5 cannot be logged after 0x5");
            assertThatThrownBy(() -> log.append(Txns.create(4))).isInstanceOf(IllegalArgumentException.class);
            assertThat(log.lastZxid()).isEqualTo(5);
        }
    }

    @Test
    void aFileWithATornFirstRecordIsOverwritten() throws IOException {
        Files.write(temp.resolve("log.1"), FileHeader.LOG.toBytes().array());

        try (var log = open(0)) {
            log.append(Txns.create(1));
        }

        assertThat(read("log.1")).hasSize(1);
    }

    @Test
    void aFileWithTransactionsIsNot() throws IOException {
        try (var log = open(0)) {
            log.append(Txns.create(1));
        }
        try (var log = open(0)) {
            assertThatThrownBy(() -> log.append(Txns.create(1)))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("log.1 already holds transactions");
        }
    }

    @Test
    void afterAFailureItRefusesToGoOn() throws IOException {
        var gone = Files.createDirectory(temp.resolve("gone"));
        var log = new TxnLog(gone, 0, StorageOptions.builder(temp).build());
        Files.delete(gone);

        assertThatThrownBy(() -> log.append(Txns.create(1)))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("cannot append transaction 0x1 to the transaction log " + gone);
        Files.createDirectory(gone);
        assertThatThrownBy(() -> log.append(Txns.create(2)))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("not written any more");
        assertThatThrownBy(log::sync).isInstanceOf(StorageException.class);
        log.close();
        assertThat(gone).isEmptyDirectory();
    }

    @Test
    void aSlowSyncIsLoggedWithItsTimeAndFile() throws IOException {
        var events = new ListAppender<ILoggingEvent>();
        var logger = (Logger) LoggerFactory.getLogger(TxnLog.class);
        events.start();
        logger.addAppender(events);
        try (var log = new TxnLog(
                temp, 0, StorageOptions.builder(temp).fsyncWarningMillis(-1).build())) {
            log.append(Txns.create(1));
            log.sync();
        } finally {
            logger.detachAppender(events);
        }

        assertThat(events.list)
                .anySatisfy(event -> assertThat(event.getFormattedMessage())
                        .contains("fsync")
                        .contains(temp.resolve("log.1").toString())
                        .containsPattern("took \\d+ ms"));
    }

    @Test
    void withoutForceSyncNothingIsSynced() throws IOException {
        try (var log = new TxnLog(
                temp, 0, StorageOptions.builder(temp).forceSync(false).build())) {
            log.append(Txns.create(1));
            log.sync();

            assertThat(log.lastSyncNanos()).isZero();
            assertThat(read("log.1")).hasSize(1);
        }
    }

    private TxnLog open(long preallocationBytes) {
        return new TxnLog(
                temp,
                0,
                StorageOptions.builder(temp)
                        .preallocationBytes(preallocationBytes)
                        .build());
    }

    private List<TxnRecord> read(String name) throws IOException {
        var records = new ArrayList<TxnRecord>();
        try (var reader = new TxnLogReader(temp.resolve(name), 1 << 20)) {
            for (var logged = reader.next(); logged != null; logged = reader.next()) {
                records.add(logged.record());
            }
            assertThat(reader.end().kind()).isEqualTo(LogEnd.Kind.CLEAN);
        }
        return records;
    }
}
