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
import io.zk4j.testing.ServerRole;
import io.zk4j.testing.ZkTestCluster;
import io.zk4j.testing.ZkTestServer;
import io.zk4j.testing.junit.ZkCluster;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Ensembles that are not three equals: groups and weights, a leader without clients, one server that may grow, local sessions. */
@Timeout(300)
class QuorumShapesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /** Server 1 weighs more than the other two together, and server 3 nothing. */
    @Test
    @ZkCluster(settings = {"group.1=1:2:3", "weight.1=2", "weight.2=1", "weight.3=0"})
    void weightsDecideWhatAQuorumIsAndWhoMayLead(ZkTestCluster cluster) {
        assertThat(cluster.leader().id()).as("weighs something").isNotEqualTo(3);
        cluster.server(2).kill();
        await("1 decides without 2")
                .atMost(PATIENCE)
                .until(() -> roles(cluster).equals(List.of(ServerRole.LEADER, ServerRole.DOWN, ServerRole.FOLLOWER)));
        cluster.server(1).kill();
        cluster.server(2).start();
        await("2 and 3 weigh one of three")
                .during(Duration.ofSeconds(1))
                .atMost(PATIENCE)
                .until(() -> roles(cluster).equals(List.of(ServerRole.DOWN, ServerRole.LOOKING, ServerRole.LOOKING)));
    }

    @Test
    @ZkCluster(settings = "leaderServes=no")
    void aLeaderThatServesNobodyLeavesClientsToTheOthers(ZkTestCluster cluster, ZkClient client) {
        assertThat(roles(cluster))
                .containsExactlyInAnyOrder(ServerRole.LEADER, ServerRole.FOLLOWER, ServerRole.FOLLOWER);
        Ensembles.create(client, "/a", "by a follower");
        assertThat(cluster.serverOf(client.state().sessionId()))
                .get()
                .extracting(ZkTestServer::role)
                .isEqualTo(ServerRole.FOLLOWER);
    }

    @Test
    @ZkCluster(
            servers = 1,
            settings = {"standaloneEnabled=false", "reconfigEnabled=true"})
    void oneServerIsAnEnsembleThatMayGrowIfItIsToldSo(ZkTestCluster cluster, ZkClient client) {
        assertThat(roles(cluster)).containsExactly(ServerRole.LEADER);
        Ensembles.create(client, "/a", "");
        assertThat(Ensembles.done(client.get("/zookeeper/config")).text()).contains("server.1=", "version=100000000");
    }

    @Test
    @ZkCluster(settings = {"localSessionsEnabled=true", "localSessionsUpgradingEnabled=true"})
    void aLocalSessionIsKnownToItsServerOnlyUntilItMakesAnEphemeral(ZkTestCluster cluster) {
        var leader = cluster.leader();
        try (var client = cluster.followers().get(0).client()) {
            Ensembles.create(client, "/persistent", "");
            assertThat(globalSessions(leader)).isZero();
            Ensembles.done(client.create("/ephemeral", Bytes.EMPTY, CreateOptions.EPHEMERAL));
            assertThat(globalSessions(leader)).isEqualTo(1);
        }
        try (var other = leader.client()) {
            await().atMost(PATIENCE)
                    .until(() -> Ensembles.done(other.exists("/ephemeral")).isEmpty());
        }
    }

    private static List<ServerRole> roles(ZkTestCluster cluster) {
        return cluster.servers().stream().map(ZkTestServer::role).toList();
    }

    private static int globalSessions(ZkTestServer server) {
        return server.ask("mntr")
                .lines()
                .filter(line -> line.startsWith("zk_global_sessions\t"))
                .mapToInt(line -> Integer.parseInt(line.substring(line.indexOf('\t') + 1)))
                .findFirst()
                .orElseThrow();
    }
}
