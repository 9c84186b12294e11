/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.zk4j.client.ZkClient;
import io.zk4j.client.ZkException;
import io.zk4j.protocol.Bytes;
import io.zk4j.testing.TreeListing;
import io.zk4j.testing.ZkEnsemble;
import io.zk4j.testing.e2e.Foreign;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The fixture itself, with the servers that are known to be right. */
@Timeout(400)
class ZkEnsembleTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    @Test
    void serversCanBeFoundCutOffFrozenAndKilled() {
        try (var ensemble = Ensembles.inWhichSilenceIsNoticed(folder)
                        .members(Foreign.apacheServer(), 1, 2, 3)
                        .withRelays(1)
                        .start();
                var client = Ensembles.client(ensemble)) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(ensemble.modes().values())
                            .containsExactlyInAnyOrder("leader", "follower", "follower"));
            Ensembles.create(client, "/before", "");

            long first = ensemble.awaitLeader();
            ensemble.isolate(Set.of(first));
            awaitAnotherLeader(ensemble, first);
            assertServesNoWrite(ensemble, first);
            Ensembles.create(client, "/while-cut-off", "");
            ensemble.heal();
            ensemble.awaitServing();

            long second = ensemble.awaitLeader();
            ensemble.member(second).freeze();
            awaitAnotherLeader(ensemble, second);
            Ensembles.create(client, "/while-frozen", "");
            ensemble.member(second).thaw();
            await().atMost(PATIENCE)
                    .until(() -> "follower".equals(ensemble.modes().get(second)));

            ensemble.member(1).kill();
            assertThat(ensemble.modes()).containsEntry(1L, "");
            Ensembles.create(client, "/while-dead", "");
            ensemble.member(1).startAgain();
            assertThat(TreeListing.of(ensemble.member(1)).nodes())
                    .containsKeys("/before", "/while-cut-off", "/while-frozen", "/while-dead");
            Ensembles.assertTreesAreEqual(ensemble);
        }
    }

    private static void awaitAnotherLeader(ZkEnsemble ensemble, long than) {
        await("another leader than " + than)
                .atMost(PATIENCE)
                .until(() -> ensemble.modes().entrySet().stream()
                        .anyMatch(
                                mode -> mode.getKey() != than && mode.getValue().equals("leader")));
    }

    private static void assertServesNoWrite(ZkEnsemble ensemble, long lonely) {
        try (var client = ZkClient.builder(ensemble.member(lonely).connectString())
                .deadline(Duration.ofSeconds(1))
                .open()) {
            assertThatThrownBy(() -> Ensembles.done(client.create("/by-the-minority", Bytes.EMPTY)))
                    .isInstanceOf(ZkException.class);
        }
        await("it has given up")
                .atMost(PATIENCE)
                .until(() -> !ensemble.member(lonely).serves());
    }
}
