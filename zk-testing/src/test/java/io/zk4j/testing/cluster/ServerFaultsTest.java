/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.cluster;

import static io.zk4j.testing.cluster.Calls.awaitQuick;
import static io.zk4j.testing.cluster.Calls.awaitState;
import static io.zk4j.testing.cluster.Calls.clientOf;
import static io.zk4j.testing.cluster.Calls.connected;
import static io.zk4j.testing.cluster.Calls.createNode;
import static io.zk4j.testing.cluster.Calls.failure;
import static io.zk4j.testing.cluster.Calls.read;
import static io.zk4j.testing.cluster.Calls.result;
import static io.zk4j.testing.cluster.Calls.session;
import static io.zk4j.testing.cluster.Calls.time;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.zk4j.client.CreateOptions;
import io.zk4j.client.SessionState;
import io.zk4j.client.ZkClient;
import io.zk4j.client.ZkException;
import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.ErrorCode;
import io.zk4j.testing.ServerRole;
import io.zk4j.testing.ZkTestCluster;
import io.zk4j.testing.ZkTestServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("try") // the blocks say how long something is wrong
class ServerFaultsTest {
    @TempDir
    Path folder;

    @Test
    void anExpiredSessionIsGoneWithItsEphemeralsAndItsClientHearsOfIt() {
        try (var cluster = ZkTestCluster.of(3);
                var client = connected(ZkClient.connect(cluster.connectString()));
                var observer = connected(ZkClient.connect(cluster.connectString()))) {
            result(client.create("/mine", Bytes.EMPTY, CreateOptions.EPHEMERAL));

            assertThat(cluster.expire(session(client))).isTrue();

            awaitState(client, SessionState.Kind.EXPIRED);
            await().atMost(Calls.PATIENCE)
                    .until(() -> result(observer.exists("/mine")).isEmpty());
            assertThat(cluster.expire(session(client))).isFalse();
            createNode(observer, "/others-live-on");
        }
    }

    @Test
    void aPausedLeaderIsReplacedAndFollowsWhenItGoesOn() {
        try (var cluster = ZkTestCluster.of(3);
                var client = connected(ZkClient.builder(cluster.connectString())
                        .sessionTimeout(Duration.ofSeconds(8))
                        .open())) {
            var paused = cluster.leader();
            try (var pause = paused.pause()) {
                assertThat(paused.role()).isEqualTo(ServerRole.PAUSED);
                createNode(client, "/meanwhile");
                assertThat(cluster.leader()).isNotEqualTo(paused);
            }
            await().atMost(Calls.PATIENCE).until(() -> paused.role() == ServerRole.FOLLOWER);
            await().atMost(Calls.PATIENCE).until(() -> paused.tree().contains("/meanwhile"));
        }
    }

    @Test
    void aPausedServerDoesNothingUntilItGoesOn() {
        try (var server = ZkTestServer.standalone();
                var client = clientOf(server)) {
            CompletionStage<?> waits;
            try (var pause = server.pause()) {
                waits = client.create("/late", Bytes.EMPTY);
                failure(client.within(Duration.ofMillis(300)).get("/"));
                assertThat(waits.toCompletableFuture()).isNotDone();
            }
            result(waits);
            server.pause();
            server.stop();
            assertThat(server.role()).isEqualTo(ServerRole.DOWN);
            server.start();
        }
    }

    @ParameterizedTest
    @EnumSource
    void writesWaitForASlowDiskAndReadsDoNot(Place place) {
        try (var server = server(place);
                var client = clientOf(server)) {
            server.disk().slowSyncs(Duration.ofMillis(300));
            assertThat(time(() -> createNode(client, "/slow"))).isGreaterThan(Duration.ofMillis(290));
            awaitQuick(Duration.ofMillis(200), () -> result(client.get("/")));

            server.heal();
            awaitQuick(Duration.ofMillis(200), () -> result(client.set("/slow", Bytes.EMPTY)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aServerWhoseSyncFailsEndsAndHasEverythingAcknowledgedAfterItsRestart(Place place) {
        try (var server = server(place);
                var client = clientOf(server)) {
            createNode(client, "/kept");
            server.disk().failSyncs(true);
            var lost = client.create("/lost", Bytes.EMPTY);
            await().atMost(Calls.PATIENCE).until(() -> server.failure().isPresent());
            assertThat(server.role()).isEqualTo(ServerRole.DOWN);

            server.kill();
            server.heal();
            server.start();
            assertThat(read(() -> client.get("/kept")).text()).isEqualTo("/kept");
            lost.toCompletableFuture().exceptionally(failed -> null).join();
            assertThat(server.tree().contains("/lost")) // it was written, which a folder keeps, as after a kill -9
                    .isEqualTo(place == Place.FOLDER);
        }
    }

    @Test
    void whoWaitsForServersIsToldOfOneThatHasEndedByItself() {
        try (var cluster = ZkTestCluster.of(3);
                var client = connected(ZkClient.connect(cluster.connectString()))) {
            var ended = cluster.followers().get(0);
            ended.disk().failSyncs(true);
            createNode(client, "/node");
            await().atMost(Calls.PATIENCE).until(() -> ended.failure().isPresent());

            assertThatThrownBy(cluster::awaitServing)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(ended + " has ended by itself")
                    .hasMessageContaining("Input/output error");

            ended.heal();
            cluster.start();
            assertThat(ended.role().serves()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aServerWhoseDiskIsFullRefusesWritesAndServesReads(Place place) {
        try (var server = server(place);
                var client = clientOf(server)) {
            createNode(client, "/before");
            server.disk().fill(true);
            await().atMost(Calls.PATIENCE)
                    .until(() -> failsWith(client.set("/before", Bytes.EMPTY), ErrorCode.SYSTEM_ERROR));
            result(client.get("/before"));

            server.disk().fill(false);
            await().atMost(Calls.PATIENCE)
                    .until(() -> !failsWith(client.set("/before", Bytes.ofUtf8("after")), ErrorCode.SYSTEM_ERROR));
            assertThat(result(client.get("/before")).text()).isEqualTo("after");
        }
    }

    @Test
    void aKilledServerHasLostWhatItsDiskDidNotSyncAndNothingElse() {
        try (var server = ZkTestServer.standalone();
                var client = clientOf(server)) {
            createNode(client, "/acknowledged");
            server.disk().slowSyncs(Duration.ofMinutes(1));
            var unsynced = client.within(Duration.ofSeconds(1)).create("/unsynced", Bytes.EMPTY);
            failure(unsynced);

            server.kill();
            server.heal();
            server.start();
            assertThat(read(() -> client.get("/acknowledged")).text()).isEqualTo("/acknowledged");
            assertThat(server.tree().contains("/unsynced")).isFalse();
        }
    }

    @Test
    void aLeaderThatSleptIsReplacedOrStartsAnewAndSessionsLiveOn() {
        try (var cluster = ZkTestCluster.of(3);
                var client = connected(ZkClient.connect(cluster.connectString()))) {
            long session = session(client);
            result(client.create("/mine", Bytes.EMPTY, CreateOptions.EPHEMERAL));
            var leader = cluster.leader();
            long epoch = leader.status().orElseThrow().epoch();

            leader.clock().sleep(Duration.ofMinutes(10));

            await().atMost(Calls.PATIENCE)
                    .until(() -> cluster.currentLeader()
                            .flatMap(ZkTestServer::status)
                            .filter(status -> status.epoch() > epoch)
                            .isPresent());
            cluster.awaitServing();
            createNode(client, "/after");
            assertThat(session(client)).isEqualTo(session);
            assertThat(read(() -> client.exists("/mine"))).isPresent();
        }
    }

    @Test
    void aCalendarThatIsSetShowsInWhatIsWrittenAndNowhereElse() {
        try (var server = ZkTestServer.standalone();
                var client = clientOf(server)) {
            long now = System.currentTimeMillis();
            server.clock().setCalendar(Duration.ofDays(-1));
            long yesterday = result(client.create("/old", Bytes.EMPTY)).stat().ctime();
            assertThat(yesterday).isLessThan(now - Duration.ofHours(23).toMillis());

            server.heal();
            assertThat(result(client.create("/new", Bytes.EMPTY)).stat().ctime())
                    .isGreaterThanOrEqualTo(now);
            assertThat(client.state().kind()).isEqualTo(SessionState.Kind.CONNECTED);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4, 5})
    void anyServerWithAVoteCanBeMadeTheLeader(int servers) {
        try (var cluster = ZkTestCluster.of(servers);
                var client = connected(ZkClient.connect(cluster.connectString()))) {
            for (int id = 1; id <= 3; id++) {
                cluster.electLeader(cluster.server(id));
                assertThat(cluster.leader().id()).isEqualTo(id);
                createNode(client, "/under-" + id);
            }
        }
    }

    private enum Place {
        MEMORY,
        FOLDER
    }

    private ZkTestServer server(Place place) {
        var builder = ZkTestServer.builder();
        return (place == Place.MEMORY ? builder : builder.in(folder)).start();
    }

    private static boolean failsWith(CompletionStage<?> call, ErrorCode code) {
        return call.toCompletableFuture()
                .handle((result, failure) -> failure != null
                        && (failure.getCause() == null ? failure : failure.getCause()) instanceof ZkException refused
                        && refused.code() == code)
                .join();
    }
}
