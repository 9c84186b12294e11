/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.cluster;

import static io.zk4j.testing.cluster.Calls.PATIENCE;
import static io.zk4j.testing.cluster.Calls.createNode;
import static io.zk4j.testing.cluster.Calls.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.zk4j.client.EnsembleChange;
import io.zk4j.server.quorum.membership.Membership;
import io.zk4j.testing.ServerRole;
import io.zk4j.testing.ZkTestCluster;
import io.zk4j.testing.ZkTestServer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers whose ensemble changed its members while they ran. */
class ChangedMembersTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aServerThatIsStartedAgainHasTheMembersThatItLastStored(boolean inMemory) {
        var description = changeable();
        try (var cluster = (inMemory ? description : description.in(folder)).start()) {
            var left = withoutServer3(cluster);
            cluster.server(3).stop();

            cluster.server(1).stop();
            cluster.server(2).kill();
            left.forEach(ZkTestServer::start);
            assertKnow(left, 1L, 2L);
            cluster.awaitServing();
            try (var client = cluster.client()) {
                createNode(client, "/of-two");
                assertThat(read(() -> client.get("/zookeeper/config")).text()).doesNotContain("server.3=");
            }

            assertThatThrownBy(cluster.server(3)::start).hasMessageContaining("is not a member according to");
            cluster.server(2).stop();
            await().atMost(PATIENCE).until(() -> cluster.server(1).role() == ServerRole.LOOKING);
            cluster.server(2).start();
            await().atMost(PATIENCE)
                    .until(() -> left.stream().allMatch(server -> server.role().serves()));
        }
    }

    @Test
    void aNewFixtureOverTheSameFolderBeginsWithTheMembersThatItIsDescribedWith() {
        try (var cluster = changeable().in(folder).start()) {
            withoutServer3(cluster);
        }
        try (var cluster = changeable().in(folder).start()) {
            assertKnow(cluster.servers(), 1L, 2L, 3L);
            assertThat(cluster.servers()).allMatch(server -> server.role().serves());
        }
    }

    private static ZkTestCluster.Builder changeable() {
        return ZkTestCluster.builder().set("reconfigEnabled", "true").set("skipACL", "yes");
    }

    private static List<ZkTestServer> withoutServer3(ZkTestCluster cluster) {
        var left = List.of(cluster.server(1), cluster.server(2));
        try (var client = cluster.client()) {
            var change = EnsembleChange.of(List.of(), List.of(3L));
            // Server 3 may be the leader, and the others elect another one: the answer may be lost.
            await().atMost(PATIENCE)
                    .until(() -> succeeds(client.reconfigure(change)) || !knowsServer3(cluster.server(1)));
            var members = read(() -> client.get("/zookeeper/config")).text();
            assertThat(Membership.parse(members).participants()).containsExactlyInAnyOrder(1L, 2L);
        }
        await().atMost(PATIENCE).until(() -> left.stream().noneMatch(ChangedMembersTest::knowsServer3));
        return left;
    }

    private static boolean succeeds(CompletionStage<?> call) {
        return call.toCompletableFuture()
                .handle((result, failure) -> failure == null)
                .join();
    }

    private static boolean knowsServer3(ZkTestServer server) {
        try (var client = Calls.clientOf(server)) {
            return read(() -> client.get("/zookeeper/config")).text().contains("server.3=");
        }
    }

    private static void assertKnow(List<ZkTestServer> servers, Long... members) {
        assertThat(servers)
                .allSatisfy(server ->
                        assertThat(server.config().members().participants()).containsExactlyInAnyOrder(members));
    }
}
