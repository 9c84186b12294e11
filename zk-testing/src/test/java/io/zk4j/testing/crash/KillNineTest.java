/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.zk4j.testing.ZkDistribution;
import io.zk4j.testing.ZkProcess;
import io.zk4j.testing.e2e.Dose;
import io.zk4j.testing.wire.RawSession;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Rounds of kill -9 under write load, each followed by a start from what is on disk: every acknowledged write is there, no write
 * is there by half, versions and sequential numbers are what the writes make them.
 */
class KillNineTest {
    private static final int WRITERS = 4;
    private static final int SESSION_TIMEOUT_MILLIS = 30_000;
    private static final long LOAD_PER_ROUND_MILLIS = 150;
    private static final int SNAPSHOTS_MIN = 3;
    private static final int ROUNDS_MAX = 20;
    private static final long LOAD_STEP_MILLIS = 37; // so that the rounds meet different moments

    @TempDir
    Path folder;

    @Test
    void everyAcknowledgedWriteSurvives() throws Exception {
        try (var server = ZkProcess.of(ZkDistribution.zk4j(), folder).start()) {
            killAgainAndAgain(server, Dose.of(3, 50), () -> true);
        }
    }

    @Test
    void everyAcknowledgedWriteSurvivesThroughSnapshotsAndRolledLogs() throws Exception {
        try (var server = ZkProcess.of(ZkDistribution.zk4j(), folder)
                .set("snapCount", "200")
                .set("preAllocSize", "64")
                .start()) {
            killAgainAndAgain(server, Dose.of(3, 200), () -> snapshots() > SNAPSHOTS_MIN);
        }
        assertThat(snapshots()).as("snapshots taken on the way").isGreaterThan(SNAPSHOTS_MIN);
    }

    private long snapshots() {
        try (var files = Files.list(folder.resolve("data/version-2"))) {
            return files.filter(file -> file.getFileName().toString().startsWith("snapshot."))
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** On a slow machine it takes more rounds until there was {@code enough}. */
    private static void killAgainAndAgain(ZkProcess server, int rounds, BooleanSupplier enough) throws Exception {
        var all = new ArrayList<List<Writer.Testimony>>();
        for (int round = 1; round <= rounds || (round <= ROUNDS_MAX && !enough.getAsBoolean()); round++) {
            var records = writeUntilKilled(server, round);
            all.add(records);
            server.startAgain();
            try (var reader = RawSession.open(server.clientPort(), SESSION_TIMEOUT_MILLIS)) {
                var aftermath = new Aftermath(reader, records);
                aftermath.check();
                aftermath.checkAndEndSessions(server.clientPort());
            }
        }
        try (var reader = RawSession.open(server.clientPort(), SESSION_TIMEOUT_MILLIS)) {
            for (var records : all) {
                new Aftermath(reader, records).check();
            }
        }
    }

    private static List<Writer.Testimony> writeUntilKilled(ZkProcess server, int round) throws Exception {
        try (var session = RawSession.open(server.clientPort(), SESSION_TIMEOUT_MILLIS)) {
            session.call(new WriterPlan(round, 0).preparationOfAll());
            session.closeSession();
        }
        var threads = Executors.newFixedThreadPool(WRITERS);
        try {
            var underLoad = new CountDownLatch(WRITERS);
            var writers = new ArrayList<Future<Writer.Testimony>>();
            for (int writer = 0; writer < WRITERS; writer++) {
                writers.add(threads.submit(new Writer(new WriterPlan(round, writer), server.clientPort(), underLoad)));
            }
            assertThat(underLoad.await(60, TimeUnit.SECONDS)).isTrue();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(loadMillis(round)));
            server.kill();
            return results(writers);
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<Writer.Testimony> results(List<Future<Writer.Testimony>> writers)
            throws InterruptedException, ExecutionException {
        var records = new ArrayList<Writer.Testimony>();
        for (var writer : writers) {
            records.add(writer.get());
        }
        return records;
    }

    private static long loadMillis(int round) {
        return LOAD_PER_ROUND_MILLIS + round * LOAD_STEP_MILLIS % LOAD_PER_ROUND_MILLIS;
    }
}
