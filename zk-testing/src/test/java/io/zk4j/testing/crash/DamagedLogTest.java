/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.zk4j.protocol.Acl;
import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.CreateRequest;
import io.zk4j.protocol.GetChildrenRequest;
import io.zk4j.protocol.GetChildrenResponse;
import io.zk4j.protocol.OpCode;
import io.zk4j.testing.ZkDistribution;
import io.zk4j.testing.ZkProcess;
import io.zk4j.testing.wire.RawSession;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a start makes of a transaction log that a crash has cut off, and of one that is damaged. */
class DamagedLogTest {
    private static final int SESSION_TIMEOUT_MILLIS = 20_000;
    private static final int WRITES = 10;
    private static final int FILE_HEADER_BYTES = 16;
    private static final int RECORD_HEADER_BYTES = Long.BYTES + Integer.BYTES;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    private Path log;
    private List<Integer> offsets;

    /** A log of a createSession and ten creates. */
    @BeforeEach
    void writeALog() throws IOException {
        try (var server = server().start();
                var session = RawSession.open(server.clientPort(), SESSION_TIMEOUT_MILLIS)) {
            for (int i = 0; i < WRITES; i++) {
                session.call(new CreateRequest(OpCode.CREATE, "/node" + i, Bytes.EMPTY, Acl.OPEN_UNSAFE, 0));
            }
        }
        log = folder.resolve("data/version-2/log.1");
        offsets = recordOffsets(Files.readAllBytes(log));
        assertThat(offsets).hasSize(1 + WRITES);
    }

    @Test
    void aRecordCutOffAtTheEndOfTheFileIsCutAwayAndReported() throws IOException {
        int last = offsets.get(WRITES);
        Files.write(log, Arrays.copyOf(Files.readAllBytes(log), last + 20));

        assertStartsWithout("node9", last);
    }

    @Test
    void aRecordWhoseEndNeverReachedTheDiskIsCutAwayAndReported() throws IOException {
        int last = offsets.get(WRITES);
        var bytes = Files.readAllBytes(log);
        Arrays.fill(bytes, last + 20, bytes.length, (byte) 0);
        Files.write(log, bytes);

        assertStartsWithout("node9", last);
    }

    @Test
    void aBrokenRecordWithOthersBehindItIsRefusedByFileAndOffset() throws IOException {
        int middle = offsets.get(WRITES / 2);
        var bytes = Files.readAllBytes(log);
        bytes[middle + RECORD_HEADER_BYTES + 5] ^= 1;
        Files.write(log, bytes);

        try (var server = server().launch()) {
            assertThat(server.awaitExit(PATIENCE)).isNotZero();
            assertThat(server.output().lines())
                    .as("a line that names the file and the offset")
                    .anySatisfy(line -> assertThat(line).contains(log.toString(), Integer.toString(middle)));
        }
        assertThat(Files.readAllBytes(log)).as("the file as it was found").isEqualTo(bytes);
    }

    private void assertStartsWithout(String lost, int offset) throws IOException {
        try (var server = server().start();
                var session = RawSession.open(server.clientPort(), SESSION_TIMEOUT_MILLIS)) {
            var children = (GetChildrenResponse)
                    session.call(new GetChildrenRequest("/", false)).response();
            assertThat(children).isNotNull();
            assertThat(children.children()).hasSize(WRITES).contains("node8").doesNotContain(lost);
            assertThat(server.output().lines())
                    .as("a line that names the file and the offset")
                    .anySatisfy(line -> assertThat(line).contains(log.toString(), Integer.toString(offset)));
        }
    }

    private ZkProcess.Builder server() {
        return ZkProcess.of(ZkDistribution.zk4j(), folder);
    }

    private static List<Integer> recordOffsets(byte[] bytes) {
        var in = ByteBuffer.wrap(bytes);
        var offsets = new ArrayList<Integer>();
        for (int at = FILE_HEADER_BYTES; at + RECORD_HEADER_BYTES < bytes.length; ) {
            int length = in.getInt(at + Long.BYTES);
            if (length == 0) {
                break;
            }
            offsets.add(at);
            at += RECORD_HEADER_BYTES + length + 1;
        }
        return offsets;
    }
}
