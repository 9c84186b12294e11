/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zk4j.client.ZkClient;
import io.zk4j.protocol.Bytes;
import io.zk4j.testing.ZkDistribution;
import io.zk4j.testing.ZkEnsemble;
import io.zk4j.testing.ZkProcess;
import io.zk4j.testing.e2e.Foreign;
import io.zk4j.testing.load.WriteLoad;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** A server that was away is brought up to date in each of the ways there are, by a leader of the other make. */
class SynchronisationTest {
    /** What a leader keeps in memory, and more than that. Apache's server does not go below 500. */
    private static final int FEW_WRITES = 20;

    private static final int MANY_WRITES = 700;
    private static final int TAIL_WRITES = 5;
    private static final int WRITERS = 8;
    private static final int RETURNS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    /** Who leads, and who comes back. */
    enum Pair {
        APACHE_LEADS_ZK4J,
        ZK4J_LEADS_APACHE,
        ZK4J_LEADS_ZK4J,
        ZK4J_OBSERVES_APACHE,
        APACHE_OBSERVES_ZK4J;

        ZkDistribution leader() {
            return this == APACHE_LEADS_ZK4J || this == ZK4J_OBSERVES_APACHE
                    ? Foreign.apacheServer()
                    : Ensembles.ours();
        }

        ZkDistribution learner() {
            return this == ZK4J_LEADS_APACHE || this == APACHE_OBSERVES_ZK4J
                    ? Foreign.apacheServer()
                    : Ensembles.ours();
        }

        ZkEnsemble.Builder with(ZkEnsemble.Builder builder, long sid) {
            return this == ZK4J_OBSERVES_APACHE || this == APACHE_OBSERVES_ZK4J
                    ? builder.observers(learner(), sid)
                    : builder.members(learner(), sid);
        }
    }

    @ParameterizedTest
    @EnumSource
    @Tag("foreign")
    void aServerThatMissedALittleGetsTheDifference(Pair pair) {
        missAndReturn(pair, FEW_WRITES, SyncKind.DIFF, "0.33");
    }

    @ParameterizedTest
    @EnumSource
    @Tag("foreign")
    void aServerThatMissedMoreThanMemoryHoldsGetsTheDifferenceFromTheLog(Pair pair) {
        missAndReturn(pair, MANY_WRITES, SyncKind.DIFF, "100000");
    }

    @ParameterizedTest
    @EnumSource
    @Tag("foreign")
    void aServerThatMissedALotGetsASnapshot(Pair pair) {
        missAndReturn(pair, MANY_WRITES, SyncKind.SNAP, "-1");
    }

    /**
     * The snapshot is of no single moment then. Apache's servers compare their own tree with the digest that comes with a
     * transaction, when it is applied and when they load it again.
     */
    @ParameterizedTest
    @EnumSource(
            mode = Mode.INCLUDE,
            names = {"ZK4J_LEADS_APACHE", "APACHE_OBSERVES_ZK4J"})
    @Tag("foreign")
    void apachesServerFindsNoDigestThatDiffersAfterASnapshotThatWasSentWhileOthersWrote(Pair pair) {
        try (var ensemble = pair.with(Ensembles.in(folder), 1)
                .members(pair.leader(), 2, 3)
                .set("snapshotSizeFactor", "-1")
                .prepare()) {
            ensemble.start(2, 3);
            ensemble.start(1);
            assertThat(ensemble.awaitLeader()).isEqualTo(3);
            try (var load =
                    WriteLoad.creating(ensemble.connectString(), WRITERS).start()) {
                for (int i = 0; i < RETURNS; i++) {
                    ensemble.member(1).kill();
                    Ensembles.awaitWrites(load, MANY_WRITES);
                    ensemble.start(1);
                    assertTold(ensemble.member(1), SyncKind.SNAP);
                    Ensembles.awaitWrites(load, MANY_WRITES);
                    Ensembles.assertDigestsMatch(ensemble.member(1));
                }
                load.stop();
            }
            Ensembles.assertTreesAreEqual(ensemble);
            Ensembles.assertDigestsMatch(ensemble.member(1));
        }
    }

    private void missAndReturn(Pair pair, int writes, SyncKind expected, String snapshotSizeFactor) {
        try (var ensemble = pair.with(Ensembles.in(folder), 1)
                .members(pair.leader(), 2, 3)
                .set("snapshotSizeFactor", snapshotSizeFactor)
                .prepare()) {
            ensemble.start(2, 3);
            ensemble.start(1);
            assertThat(ensemble.awaitLeader()).isEqualTo(3);
            try (var client = Ensembles.client(ensemble)) {
                Ensembles.create(client, "/before", "");
                Ensembles.assertTreesAreEqual(ensemble); // or else it may have missed more
                ensemble.member(1).kill();
                write(client, "/missed", writes);

                ensemble.start(1);
                assertTold(ensemble.member(1), expected);
                Ensembles.create(client, "/after", "");
            }
            Ensembles.assertTreesAreEqual(ensemble);
            assertSurvivesARestart(ensemble, 1);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.MATCH_NONE, names = ".*OBSERVES.*")
    @Tag("foreign")
    void aFormerLeaderLosesWhatNobodyElseHas(Pair pair) {
        try (var ensemble = Ensembles.in(folder)
                .members(pair.leader(), 1, 2)
                .members(pair.learner(), 3)
                .prepare()) {
            ensemble.start(2, 3);
            ensemble.start(1);
            assertThat(ensemble.awaitLeader()).isEqualTo(3);
            try (var client = Ensembles.client(ensemble.member(3))) {
                Ensembles.create(client, "/before", "");
                ensemble.member(1).freeze();
                ensemble.member(2).freeze();
                for (int i = 0; i < TAIL_WRITES; i++) {
                    var unused = client.create("/tail-" + i, Bytes.EMPTY);
                }
                awaitLogged(ensemble.member(3).dataDir(), "/tail-" + (TAIL_WRITES - 1));
                for (long sid : ensemble.sids()) {
                    ensemble.member(sid).kill();
                }
            }
            ensemble.start(1, 2); // nobody writes, so the new epoch has no transaction yet
            ensemble.start(3);

            assertThat(ensemble.awaitLeader()).isEqualTo(2);
            assertTold(ensemble.member(3), SyncKind.TRUNC);
            try (var client = Ensembles.client(ensemble)) {
                Ensembles.create(client, "/after", "");
                assertThat(Ensembles.done(client.children("/")).names())
                        .contains("before", "after")
                        .noneMatch(name -> name.startsWith("tail"));
            }
            Ensembles.assertTreesAreEqual(ensemble);
            assertSurvivesARestart(ensemble, 3);
        }
    }

    /** What it was given is on its own disk, and fits what was there. */
    private static void assertSurvivesARestart(ZkEnsemble ensemble, long sid) {
        ensemble.member(sid).kill();
        ensemble.start(sid);
        Ensembles.assertTreesAreEqual(ensemble);
        for (long other : ensemble.sids()) {
            ensemble.member(other).kill();
        }
        ensemble.start(1, 2, 3);
        Ensembles.assertTreesAreEqual(ensemble);
    }

    private static void assertTold(ZkProcess learner, SyncKind expected) {
        assertThat(SyncKind.toldIn(learner.output())).as(learner.output()).containsExactly(expected);
    }

    private static void write(ZkClient client, String path, int count) {
        Ensembles.create(client, path, "");
        var calls = new ArrayList<CompletionStage<?>>();
        for (int i = 0; i < count; i++) {
            calls.add(client.create(path + "/" + i, Bytes.ofUtf8("some data of write " + i)));
        }
        calls.forEach(Ensembles::done);
    }

    private static void awaitLogged(Path dataDir, String path) {
        await(path + " is in the log").atMost(PATIENCE).until(() -> {
            try (var files = Files.list(dataDir.resolve("version-2"))) {
                return files.filter(file -> file.getFileName().toString().startsWith("log."))
                        .anyMatch(log -> holds(log, path));
            }
        });
    }

    private static boolean holds(Path log, String text) {
        try {
            return new String(Files.readAllBytes(log), StandardCharsets.ISO_8859_1).contains(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
