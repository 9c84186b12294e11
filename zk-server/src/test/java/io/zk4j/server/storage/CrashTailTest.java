/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.zk4j.server.txn.TxnRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever a crash leaves of the last write, recovery gives back every record that was whole before it, nothing by half, and
 * the log can be written on from there; again and again.
 */
class CrashTailTest {
    private static final int CRASHES = 4;

    @TempDir
    Path temp;

    static LongStream seeds() {
        return Seeds.of(50, 5_000);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void recoveryGivesBackWhatWasWholeAndGoesOn(long seed) throws IOException {
        var random = new Random(seed);
        var directory = new TestDirectory(temp);
        directory.snapshot(0);
        var options = directory
                .options()
                .preallocationBytes(random.nextInt(3) * 2048L)
                .build();
        var durable = new ArrayList<TxnRecord>();

        for (int crash = 0; crash < CRASHES; crash++) {
            long last = durable.isEmpty() ? 0 : durable.get(durable.size() - 1).zxid();
            var written = write(random, last, options);
            durable.addAll(crash(random, written));

            var target = new RecordingTarget();
            var report = directory.recover(target, options);

            assertThat(target.replayed).isEqualTo(durable);
            assertThat(report.lastZxid())
                    .isEqualTo(
                            durable.isEmpty()
                                    ? 0
                                    : durable.get(durable.size() - 1).zxid());
            var again = new RecordingTarget();
            assertThat(directory.recover(again, options).notices()).isEmpty();
            assertThat(again.replayed).isEqualTo(durable);
        }
    }

    private record Written(Path file, List<LoggedTxn> records) {}

    /** Writes some files of records; tells of the last one. */
    private static Written write(Random random, long last, StorageOptions options) throws IOException {
        long zxid = last;
        Path file = null;
        try (var log = new TxnLog(DataDirectory.filesOf(options.logDir()), last, options)) {
            for (int batches = 1 + random.nextInt(4); batches > 0; batches--) {
                var batch = new ArrayList<TxnRecord>();
                for (int i = 1 + random.nextInt(5); i > 0; i--) {
                    batch.add(Txns.random(random, ++zxid, 700));
                }
                log.append(batch);
                log.sync();
                file = log.currentFile();
            }
        }
        var records = new ArrayList<LoggedTxn>();
        try (var reader = new TxnLogReader(file, options.recordBytesMax())) {
            for (var logged = reader.next(); logged != null; logged = reader.next()) {
                records.add(logged);
            }
        }
        return new Written(file, records);
    }

    /** Leaves the file as a crash may; returns what must come back. */
    private static List<TxnRecord> crash(Random random, Written written) throws IOException {
        var bytes = Files.readAllBytes(written.file());
        long dataEnd = written.records().get(written.records().size() - 1).endOffset();
        int cut = random.nextInt((int) dataEnd + 1);
        switch (random.nextInt(3)) {
            case 0 -> bytes = Arrays.copyOf(bytes, cut); // The file was never extended.
            case 1 -> Arrays.fill(bytes, cut, bytes.length, (byte) 0); // It was, but the data did not arrive.
            default -> {
                // Blocks of the last write arrived that an earlier part of it did not.
                Arrays.fill(bytes, cut, bytes.length, (byte) 0);
                int until = Math.min(bytes.length, cut + 1 + random.nextInt(60));
                for (int i = Math.min(bytes.length, Math.max(cut, FileHeader.BYTES)); i < until; i++) {
                    bytes[i] = (byte) random.nextInt();
                }
            }
        }
        Files.write(written.file(), bytes);
        return written.records().stream()
                .filter(record -> record.endOffset() <= cut)
                .map(LoggedTxn::record)
                .toList();
    }
}
