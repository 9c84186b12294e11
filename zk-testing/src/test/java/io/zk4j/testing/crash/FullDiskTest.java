/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.crash;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zk4j.protocol.ErrorCode;
import io.zk4j.testing.ZkDistribution;
import io.zk4j.testing.ZkProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A disk that clients fill as fast as they can: what was acknowledged is there afterwards, what was refused is not, and when
 * there is room again the server goes on. Tagged {@code foreign}, because it takes root to mount a disk that is small.
 */
@Tag("foreign")
class FullDiskTest {
    private static final int WRITERS = 4;
    private static final int DISK_MEBIBYTES = 32;
    private static final int FLOOR_KIBIBYTES = 4_096;
    private static final int WITHOUT_END = Integer.MAX_VALUE / 2;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    Path folder;

    private SmallDisk disk;

    @BeforeEach
    void mountSmallDisk() throws IOException {
        disk = SmallDisk.mount(folder.resolve("disk"), DISK_MEBIBYTES);
    }

    @AfterEach
    void unmount() throws IOException {
        disk.close();
    }

    @Test
    void writesAreRefusedBeforeTheDiskIsFullAndAcceptedWhenThereIsRoom() throws Exception {
        try (var server = server(FLOOR_KIBIBYTES).start()) {
            var answers = fill(server);

            assertThat(Set.copyOf(answers.values())).containsExactlyInAnyOrder(0, ErrorCode.SYSTEM_ERROR.code());
            assertThat(disk.freeBytes()).isPositive();
            await().atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(server.output()).contains("Writes are turned away", "zk4j.freeSpaceFloorInKb"));
            requireOutcome(server, answers);

            disk.grow(2 * DISK_MEBIBYTES);
            awaitWritesAccepted(server);
            server.kill();
            server.startAgain();
            requireOutcome(server, answers);
        }
    }

    @Test
    void aSnapshotThatFindsNoRoomCostsNoWrite() throws Exception {
        try (var server = server(FLOOR_KIBIBYTES).set("snapCount", "4000").start()) {
            var answers = fill(server);

            await().atMost(PATIENCE).until(() -> server.output().contains("Could not write snapshot"));
            assertThat(server.isAlive()).isTrue();
            requireOutcome(server, answers);

            disk.grow(4 * DISK_MEBIBYTES);
            awaitWritesAccepted(server);
            server.kill();
            server.startAgain();
            requireOutcome(server, answers);
        }
    }

    @Test
    void aFullDiskStopsTheServerAndLosesNothing() throws Exception {
        try (var server = server(0).start()) {
            var answers = fill(server);

            assertThat(Set.copyOf(answers.values())).containsExactly(0);
            assertThat(server.awaitExit(PATIENCE)).isEqualTo(1);
            assertThat(server.output()).contains("transaction log cannot be written", "Check the free space");

            disk.grow(2 * DISK_MEBIBYTES);
            server.startAgain();
            requireOutcome(server, answers);
            assertThat(new Filler(server.clientPort(), "after", 1).call()).doesNotContainValue(-1);
        }
    }

    private ZkProcess.Builder server(int floorKibibytes) {
        return ZkProcess.of(ZkDistribution.zk4j(), folder)
                .set("dataDir", disk.folder().toString())
                .set("zk4j.freeSpaceFloorInKb", Integer.toString(floorKibibytes));
    }

    private static Map<String, Integer> fill(ZkProcess server) throws Exception {
        var threads = Executors.newFixedThreadPool(WRITERS);
        try {
            var fillers = new ArrayList<Future<Map<String, Integer>>>();
            for (int writer = 0; writer < WRITERS; writer++) {
                fillers.add(threads.submit(new Filler(server.clientPort(), "writer" + writer, WITHOUT_END)));
            }
            var answers = new LinkedHashMap<String, Integer>();
            for (var filler : fillers) {
                answers.putAll(filler.get(PATIENCE.toSeconds(), SECONDS));
            }
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }

    private static void awaitWritesAccepted(ZkProcess server) {
        await().atMost(PATIENCE)
                .until(() -> !new Filler(server.clientPort(), "again" + System.nanoTime(), 1)
                        .call()
                        .containsValue(ErrorCode.SYSTEM_ERROR.code()));
    }

    private static void requireOutcome(ZkProcess server, Map<String, Integer> answers) throws IOException {
        var found = Filler.existence(server.clientPort(), answers.keySet());
        var wrong = answers.keySet().stream()
                .filter(path -> found.get(path) != (answers.get(path) == 0))
                .toList();
        assertThat(wrong).as("acknowledged and missing, or refused and there").isEmpty();
    }
}
