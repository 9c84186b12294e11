/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zk4j.client.CreateOptions;
import io.zk4j.protocol.Bytes;
import io.zk4j.testing.TreeListing;
import io.zk4j.testing.ZkEnsemble;
import io.zk4j.testing.e2e.Foreign;
import io.zk4j.testing.load.WriteLoad;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Our servers and Apache's in one ensemble, in every role. */
@Tag("foreign")
class MixedEnsembleTest {
    private static final int CLIENTS = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(10);
    private static final int WRITES_BETWEEN = 100;

    @TempDir
    Path folder;

    /** Who is ours; the first two that start have the largest number to lead. */
    enum Mix {
        ZK4J_FOLLOWS_APACHE("1", 3),
        ZK4J_LEADS_APACHE("3", 3),
        ZK4J_LEADS_ZK4J_AND_APACHE("2, 3", 3),
        APACHE_LEADS_ZK4J("1, 2", 3),
        ZK4J_OBSERVES_APACHE("4", 4),
        APACHE_OBSERVES_ZK4J("1, 2, 3", 4);

        private final String ours; // numbers of one digit
        private final int size;

        Mix(String ours, int size) {
            this.ours = ours;
            this.size = size;
        }

        ZkEnsemble prepare(Path folder) {
            var builder = Ensembles.in(folder);
            for (long sid = 1; sid <= size; sid++) {
                var distribution = isOurs(sid) ? Ensembles.ours() : Foreign.apacheServer();
                builder = sid == 4 ? builder.observers(distribution, sid) : builder.members(distribution, sid);
            }
            return builder.prepare();
        }

        private boolean isOurs(long sid) {
            return ours.contains(Long.toString(sid));
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyServerCanBeKilledAndComesBack(Mix mix) {
        try (var ensemble = mix.prepare(folder)) {
            ensemble.start(2, 3);
            ensemble.start(ensemble.sids().stream()
                    .filter(sid -> sid != 2 && sid != 3)
                    .mapToLong(sid -> sid)
                    .toArray());
            assertThat(ensemble.awaitLeader()).isEqualTo(3);
            assertThat(ensemble.modes().values()).filteredOn("observer"::equals).hasSize(mix.size - 3);
            try (var client = Ensembles.client(ensemble);
                    var load = WriteLoad.creating(ensemble.connectString(), CLIENTS)
                            .pause(PAUSE)
                            .start()) {
                Ensembles.done(client.create("/mine", Bytes.EMPTY, CreateOptions.EPHEMERAL));
                long session = client.state().sessionId();
                for (long sid : ensemble.sids()) {
                    ensemble.member(sid).kill();
                    Ensembles.awaitWrites(load, WRITES_BETWEEN);
                    ensemble.start(sid);
                    Ensembles.awaitWrites(load, WRITES_BETWEEN);
                }
                long leader = ensemble.awaitLeader();
                ensemble.member(leader).kill();
                Ensembles.awaitWrites(load, WRITES_BETWEEN);
                ensemble.start(leader);

                var report = load.stop();
                assertThat(report.expiredSessions()).isZero();
                for (long sid : ensemble.sids()) {
                    var tree = TreeListing.of(ensemble.member(sid));
                    assertThat(report.lost(tree)).as("lost on server %d", sid).isEmpty();
                    assertThat(tree.ephemerals()).containsEntry("/mine", session);
                }
                assertThat(client.state().sessionId()).isEqualTo(session);
                Ensembles.assertTreesAreEqual(ensemble);
            }
            await("ephemerals are gone with their sessions").atMost(PATIENCE).untilAsserted(() -> {
                for (long sid : ensemble.sids()) {
                    assertThat(TreeListing.of(ensemble.member(sid)).ephemerals())
                            .isEmpty();
                }
            });
            ensemble.sids().stream()
                    .filter(sid -> !mix.isOurs(sid))
                    .forEach(sid -> Ensembles.assertDigestsMatch(ensemble.member(sid)));
        }
    }
}
