/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing;

import io.zk4j.client.ZkClient;
import io.zk4j.server.quorum.broadcast.PeerStatus;
import io.zk4j.testing.network.TestNetwork;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * Makes a server of a test the leader, by honest means: of those who elect, the one with the longest log wins. So the leader is let reach
 * the wanted server alone while it proposes a transaction, and is then cut off from all until the others have elected. Used once.
 */
final class LeaderChoice {
    private static final Duration SESSION_TIMEOUT = Duration.ofMinutes(1);

    private final ZkTestCluster cluster;
    private final TestNetwork network;
    private final ZkTestServer wanted;

    LeaderChoice(ZkTestCluster cluster, TestNetwork network, ZkTestServer wanted) {
        this.cluster = cluster;
        this.network = network;
        this.wanted = wanted;
    }

    /** Returns when the wanted server leads and all serve. */
    void carryOut() {
        var leader = cluster.awaitLeader();
        if (leader.equals(wanted)) {
            return;
        }
        cluster.awaitServing();
        var deposed = Set.of(leader.id());
        var others = ids(cluster.servers().stream()
                .filter(server -> !server.equals(leader))
                .toList());
        var left = others.stream().filter(id -> id != wanted.id()).toList();
        var behind = network.between(deposed, left).silence();
        long before = lastProposed(leader); // what it proposes from now on, the others do not get
        var client = ZkClient.builder(wanted.connectString())
                .sessionTimeout(SESSION_TIMEOUT)
                .open(); // a session is a transaction
        try {
            await("server " + wanted.id() + " is not ahead of the others", () -> lastProposed(wanted) > before);
            var cutOff = network.between(deposed, others).silence();
            try {
                network.between(deposed, others).cut();
                await("server " + wanted.id() + " does not lead", () -> wanted.role() == ServerRole.LEADER);
            } finally {
                cutOff.heal();
            }
        } finally {
            behind.heal();
            client.close();
        }
        cluster.awaitServing();
    }

    private static long lastProposed(ZkTestServer server) {
        return server.status().map(PeerStatus::lastProposed).orElse(0L);
    }

    private static Set<Long> ids(List<ZkTestServer> servers) {
        return servers.stream().map(ZkTestServer::id).collect(Collectors.toSet());
    }

    private void await(String problem, BooleanSupplier condition) {
        cluster.await(problem, condition);
    }
}
