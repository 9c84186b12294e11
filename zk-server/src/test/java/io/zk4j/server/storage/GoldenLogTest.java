/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.storage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.zk4j.server.txn.TxnRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Logs that Apache's servers wrote are read, and written, byte for byte. */
class GoldenLogTest {
    private static final int RECORD_BYTES_MAX = 1 << 20;
    private static final long PREALLOCATED = 64 << 10;

    @TempDir
    Path temp;

    static Stream<Arguments> logs() throws IOException {
        var logs = new ArrayList<Arguments>();
        for (String name : GoldenData.listed().toList()) {
            for (DataFile log : new GoldenData(name).files(DataFile.Kind.LOG)) {
                logs.add(Arguments.of(name, log.name()));
            }
        }
        return logs.stream();
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("logs")
    void everyRecordIsReadAsListed(String name, String log) throws IOException {
        var golden = new GoldenData(name);
        var listed = wholeRecords(golden.linesOf(log));

        try (var reader = new TxnLogReader(golden.file(log), RECORD_BYTES_MAX)) {
            for (JsonNode line : listed) {
                var logged = reader.next();

                assertThat(logged).as(line.toString()).isNotNull();
                assertThat(logged.offset()).isEqualTo(line.get("offset").asLong());
                assertThat(logged.length()).isEqualTo(line.get("length").asInt());
                assertThat(logged.checksum()).isEqualTo(GoldenJson.hex(line.get("crc")));
                assertThat(logged.record()).isEqualTo(GoldenJson.record(line.get("txn")));
            }
            assertThat(reader.next()).isNull();
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("logs")
    void whatWasReadIsWrittenToTheSameBytes(String name, String log) throws IOException {
        var golden = new GoldenData(name);
        var records = new ArrayList<TxnRecord>();
        long end;
        boolean numbersRise = true;
        try (var reader = new TxnLogReader(golden.file(log), RECORD_BYTES_MAX)) {
            for (var logged = reader.next(); logged != null; logged = reader.next()) {
                numbersRise &=
                        records.isEmpty() || records.get(records.size() - 1).zxid() < logged.zxid();
                records.add(logged.record());
            }
            end = reader.end().offset();
        }
        assertThat(numbersRise).isTrue();

        var options =
                StorageOptions.builder(temp).preallocationBytes(PREALLOCATED).build();
        try (var writer = new TxnLog(temp, 0, options)) {
            for (TxnRecord record : records) {
                writer.append(List.of(record));
                writer.sync();
            }
        }
        if (records.isEmpty()) {
            return;
        }
        byte[] original = Files.readAllBytes(golden.file(log));
        byte[] ours = Files.readAllBytes(temp.resolve(log));
        assertThat(ours).startsWith(Arrays.copyOf(original, (int) end));
        if (end + PREALLOCATED / 2 < original.length) { // Not cut off since it was written.
            assertThat(ours).hasSameSizeAs(original);
        }
    }

    private static List<JsonNode> wholeRecords(List<JsonNode> lines) {
        return lines.stream()
                .filter(line -> line.has("txn"))
                .filter(line -> line.get("crcOk").asBoolean())
                .toList();
    }
}
