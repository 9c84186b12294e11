/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zk4j.client.CreateOptions;
import io.zk4j.client.ZkClient;
import io.zk4j.protocol.Bytes;
import io.zk4j.testing.ZkProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Ensembles that are not three equals: groups and weights, a leader without clients, one server that may grow, local sessions. */
@Timeout(120)
class QuorumShapesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @TempDir
    Path folder;

    /** Server 1 weighs more than the other two together, and server 3 nothing. */
    @Test
    void weightsDecideWhatAQuorumIsAndWhoMayLead() {
        try (var ensemble = Ensembles.in(folder)
                .members(Ensembles.ours(), 1, 2, 3)
                .set("group.1", "1:2:3")
                .set("weight.1", "2")
                .set("weight.2", "1")
                .set("weight.3", "0")
                .start()) {
            assertThat(ensemble.awaitLeader()).as("weighs something").isNotEqualTo(3);
            ensemble.member(2).kill();
            await("1 decides without 2")
                    .atMost(PATIENCE)
                    .until(() -> ensemble.modes().equals(Map.of(1L, "leader", 2L, "", 3L, "follower")));
            ensemble.member(1).kill();
            ensemble.member(2).launchAgain();
            await("2 and 3 weigh one of three")
                    .during(Duration.ofSeconds(1))
                    .atMost(PATIENCE)
                    .until(() ->
                            !ensemble.member(2).serves() && !ensemble.member(3).serves());
        }
    }

    @Test
    void aLeaderThatServesNobodyLeavesClientsToTheOthers() {
        try (var ensemble = Ensembles.in(folder)
                .members(Ensembles.ours(), 1, 2, 3)
                .set("leaderServes", "no")
                .prepare()) {
            ensemble.sids().forEach(sid -> ensemble.member(sid).launchAgain());
            await().atMost(PATIENCE)
                    .until(() -> ensemble.modes().values().stream()
                                    .filter("follower"::equals)
                                    .count()
                            == 2);
            try (var client = Ensembles.client(ensemble)) {
                Ensembles.create(client, "/a", "by a follower");
            }
        }
    }

    @Test
    void oneServerIsAnEnsembleThatMayGrowIfItIsToldSo() {
        try (var ensemble = Ensembles.in(folder)
                        .members(Ensembles.ours(), 5)
                        .set("standaloneEnabled", "false")
                        .set("reconfigEnabled", "true")
                        .start();
                var client = Ensembles.client(ensemble)) {
            assertThat(ensemble.modes()).containsExactly(Map.entry(5L, "leader"));
            Ensembles.create(client, "/a", "");
            assertThat(Ensembles.done(client.get("/zookeeper/config")).data().utf8())
                    .contains("server.5=", "version=100000000");
        }
    }

    @Test
    void aLocalSessionIsKnownToItsServerOnlyUntilItMakesAnEphemeral() {
        try (var ensemble = Ensembles.in(folder)
                .members(Ensembles.ours(), 1, 2, 3)
                .set("localSessionsEnabled", "true")
                .set("localSessionsUpgradingEnabled", "true")
                .start()) {
            long leader = ensemble.awaitLeader();
            var follower = ensemble.member(leader == 1 ? 2 : 1);
            try (var client = Ensembles.client(follower)) {
                Ensembles.create(client, "/persistent", "");
                assertThat(globalSessions(ensemble.member(leader))).isZero();
                Ensembles.done(client.create("/ephemeral", Bytes.EMPTY, CreateOptions.EPHEMERAL));
                assertThat(globalSessions(ensemble.member(leader))).isEqualTo(1);
            }
            try (ZkClient other = Ensembles.client(ensemble.member(leader))) {
                await().atMost(PATIENCE)
                        .until(() -> Ensembles.done(other.exists("/ephemeral")).isEmpty());
            }
        }
    }

    private static int globalSessions(ZkProcess server) {
        return server.ask("mntr")
                .lines()
                .filter(line -> line.startsWith("zk_global_sessions\t"))
                .mapToInt(line -> Integer.parseInt(line.substring(line.indexOf('\t') + 1)))
                .findFirst()
                .orElseThrow();
    }
}
