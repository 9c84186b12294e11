/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zk4j.testing.TreeListing;
import io.zk4j.testing.ZkDistribution;
import io.zk4j.testing.ZkEnsemble;
import io.zk4j.testing.e2e.Dose;
import io.zk4j.testing.e2e.Foreign;
import io.zk4j.testing.history.History;
import io.zk4j.testing.history.Operation;
import io.zk4j.testing.load.RegisterLoad;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ten clients of five servers that are killed, frozen and cut off from each other: every answer must have an explanation, nothing that was
 * acknowledged may be lost, and no ephemeral znode may outlive its session.
 */
class ConsistencyTest {
    private static final Logger LOG = LoggerFactory.getLogger(ConsistencyTest.class);
    private static final long SEED = Long.getLong("zk4j.seed", 1);
    private static final int CLIENTS = 10;
    private static final int REGISTERS = 20;
    private static final int PAUSE_MILLIS_MAX = 20;
    /** So short that some sessions expire. */
    private static final Duration SESSION_TIMEOUT = Duration.ofMillis(2_500);

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    @Test
    void ourServersAnswerWhatCanBeExplained() {
        assertAnswersCanBeExplained(ZkDistribution.zk4j(), Dose.of(15_000, 300_000));
    }

    /** Shows that the test asks for nothing that the reference does not keep. */
    @Test
    @Tag("foreign")
    void apachesServersAnswerWhatCanBeExplained() {
        assertAnswersCanBeExplained(Foreign.apacheServer(), Dose.of(15_000, 300_000));
    }

    private void assertAnswersCanBeExplained(ZkDistribution distribution, long millis) {
        var history = new History();
        try (var ensemble = Ensembles.inWhichSilenceIsNoticed(folder)
                        .members(distribution, 1, 2, 3, 4, 5)
                        .set("snapCount", "500")
                        .withRelays(SEED)
                        .start();
                var load = RegisterLoad.start(
                        new RegisterLoad.Setup(
                                ensemble.connectString(), CLIENTS, REGISTERS, SESSION_TIMEOUT, PAUSE_MILLIS_MAX, SEED),
                        history)) {
            int disturbances = new Disturbances(ensemble, SEED).forMillis(millis);
            ensemble.awaitServing();
            load.stop();
            load.readAll();

            var operations = history.operations();
            LOG.info(
                    "{}: {} disturbances, {} operations, {} of unknown outcome, {} sessions expired",
                    distribution.name(),
                    disturbances,
                    operations.size(),
                    operations.stream().filter(Operation::isUnknown).count(),
                    load.expiredSessions());
            assertThat(history.violations()).as("seed %d", SEED).isEmpty();
            assertThat(operations).as("it was a load").hasSizeGreaterThan((int) (millis / 100));
            assertEphemeralsAreThoseOfLivingSessions(ensemble, load);
            Ensembles.assertTreesAreEqual(ensemble);
        }
    }

    private static void assertEphemeralsAreThoseOfLivingSessions(ZkEnsemble ensemble, RegisterLoad load) {
        await("ephemerals of dead sessions are gone").atMost(PATIENCE).untilAsserted(() -> {
            var expected = load.ephemerals();
            for (long sid : ensemble.sids()) {
                var found = TreeListing.of(ensemble.member(sid)).ephemerals();
                assertThat(found.values()).as("owners on server %d", sid).isSubsetOf(load.sessions());
                assertThat(found).as("on server %d", sid).containsAllEntriesOf(expected);
            }
        });
    }
}
