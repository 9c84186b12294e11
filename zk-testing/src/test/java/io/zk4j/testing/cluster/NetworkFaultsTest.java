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
import static org.awaitility.Awaitility.await;

import io.zk4j.client.SessionState;
import io.zk4j.client.ZkClient;
import io.zk4j.protocol.Bytes;
import io.zk4j.testing.ServerRole;
import io.zk4j.testing.ZkTestCluster;
import io.zk4j.testing.ZkTestServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // the blocks say how long something is wrong
class NetworkFaultsTest {
    private static final Duration SOON = Duration.ofMillis(500);
    /** By chance the same one is the first every time in one of 2^60 runs. */
    private static final int TURNS_MAX = 60;

    @Test
    void aLeaderThatIsIsolatedServesNoWriteAndTheOthersDo() {
        try (var cluster = ZkTestCluster.of(3)) {
            var old = cluster.leader();
            var others = new ArrayList<>(cluster.servers());
            others.remove(old);
            try (var atOld = clientOf(old);
                    var atOther = clientOf(others.get(0))) {
                createNode(atOld, "/before");

                CompletionStage<?> lost;
                try (var isolation = cluster.isolate(old)) {
                    lost = atOld.within(Duration.ofSeconds(3)).create("/minority", Bytes.EMPTY);
                    await().atMost(Calls.PATIENCE)
                            .until(() -> others.stream().anyMatch(server -> server.role() == ServerRole.LEADER));
                    createNode(atOther, "/majority");
                    assertThat(failure(lost).advice()).isNotNull();
                    assertThat(old.tree().contains("/majority")).isFalse();
                    assertThat(others.get(0).tree().contains("/majority")).isTrue();
                    assertThat(others.get(0).tree().contains("/minority")).isFalse();
                }

                cluster.awaitServing();
                await().atMost(Calls.PATIENCE).until(() -> old.role() == ServerRole.FOLLOWER);
                assertThat(read(() -> atOld.get("/majority")).text()).isEqualTo("/majority");
                assertThat(read(() -> atOther.exists("/minority"))).isEmpty();
            }
        }
    }

    @Test
    void theSmallerSideOfAPartitionServesNobodyUntilItIsHealed() {
        try (var cluster = ZkTestCluster.of(5)) {
            var leader = cluster.leader();
            var small = cluster.followers().subList(0, 2);
            var large = cluster.servers().stream()
                    .filter(server -> !small.contains(server))
                    .toList();
            try (var atSmall = clientOf(small.get(0));
                    var atLarge = clientOf(leader)) {
                try (var partition = cluster.partition(small, large)) {
                    await().atMost(Calls.PATIENCE)
                            .until(() -> small.stream()
                                    .noneMatch(server -> server.role().serves()));
                    createNode(atLarge, "/written");
                    failure(atSmall.within(SOON).set("/written", Bytes.EMPTY));
                }
                cluster.awaitServing();
                assertThat(read(() -> atSmall.get("/written")).text()).isEqualTo("/written");
                assertThat(cluster.leader()).isEqualTo(leader);
            }
        }
    }

    @Test
    void delaysBetweenServersSlowDownWritesAndNotReads() {
        try (var cluster = ZkTestCluster.of(3);
                var client = clientOf(cluster.leader())) {
            createNode(client, "/node");
            try (var delay = cluster.betweenServers().delay(Duration.ofMillis(150))) {
                assertThat(time(() -> result(client.set("/node", Bytes.EMPTY)))).isGreaterThan(Duration.ofMillis(290));
                awaitQuick(Duration.ofMillis(290), () -> result(client.get("/node")));
            }
            awaitQuick(Duration.ofMillis(290), () -> result(client.set("/node", Bytes.EMPTY)));
        }
    }

    @Test
    void messagesThatAreDroppedOrOvertakeEachOtherBetweenServersLoseNoAcknowledgedWrite() {
        try (var cluster = ZkTestCluster.builder().servers(3).seed(5).start();
                var client = connected(ZkClient.connect(cluster.connectString()))) {
            var acknowledged = new ArrayList<String>();
            try (var drops = cluster.betweenServers().drop(0.02);
                    var disorder = cluster.betweenServers().reorder(Duration.ofMillis(10))) {
                for (int i = 0; i < 100; i++) {
                    var path = "/node-" + i;
                    try {
                        client.within(SOON)
                                .create(path, Bytes.EMPTY)
                                .toCompletableFuture()
                                .join();
                        acknowledged.add(path);
                    } catch (CompletionException e) {
                        // whether it was done is not known, which is what is to be tolerated
                    }
                }
            }
            cluster.awaitServing();
            var names = read(() -> client.children("/")).names().stream()
                    .map(name -> "/" + name)
                    .toList();
            assertThat(names).containsAll(acknowledged);
            assertThat(acknowledged).isNotEmpty();
        }
    }

    @Test
    void whileEverythingBetweenServersIsLostNobodyServesWrites() {
        try (var cluster = ZkTestCluster.of(3);
                var client = clientOf(cluster.leader())) {
            createNode(client, "/before");
            try (var losses = cluster.betweenServers().drop(1)) {
                failure(client.within(SOON).set("/before", Bytes.EMPTY));
                await().atMost(Calls.PATIENCE)
                        .until(() -> cluster.servers().stream()
                                .noneMatch(server -> server.role().serves()));
                failure(client.within(SOON).set("/before", Bytes.EMPTY));
            }
            cluster.awaitServing();
            createNode(client, "/after");
        }
    }

    @Test
    void followersHearInEitherOrderWhereMessagesOvertakeEachOther() {
        try (var cluster = ZkTestCluster.builder().servers(3).seed(4).start();
                var writer = clientOf(cluster.leader());
                var one = clientOf(cluster.followers().get(0));
                var other = clientOf(cluster.followers().get(1))) {
            var firsts = new HashSet<String>();
            try (var disorder = cluster.betweenServers().reorder(Duration.ofMillis(60))) {
                for (int i = 0; i < TURNS_MAX && firsts.size() < 2; i++) {
                    firsts.add(whoHearsFirst("/node-" + i, writer, one, other));
                }
                assertThat(firsts).containsExactlyInAnyOrder("one", "other");
            }
            whoHearsFirst("/after", writer, one, other);
        }
    }

    private static String whoHearsFirst(String path, ZkClient writer, ZkClient one, ZkClient other) {
        var heard = new LinkedBlockingQueue<String>();
        result(one.existsAndWatch(path, event -> heard.add("one")));
        result(other.existsAndWatch(path, event -> heard.add("other")));
        createNode(writer, path);
        await().atMost(Calls.PATIENCE).until(() -> heard.size() == 2);
        return heard.element();
    }

    @Test
    void whatChanceDecidesFollowsFromTheSeed() {
        var fates = callsUntilAConnectionBreaks(7);
        assertThat(fates).hasSize(6);
        assertThat(callsUntilAConnectionBreaks(7)).isEqualTo(fates);
        assertThat(callsUntilAConnectionBreaks(8)).isNotEqualTo(fates);
    }

    /** How often each of six clients is answered, one after the other, while a tenth of all messages is lost. */
    private static List<Integer> callsUntilAConnectionBreaks(long seed) {
        var clients = new ArrayList<ZkClient>();
        try (var server = ZkTestServer.builder().seed(seed).allowOpenSessions().start()) {
            for (int i = 0; i < 6; i++) {
                clients.add(clientOf(server));
            }
            try (var losses = server.clients().drop(0.1)) {
                return clients.stream()
                        .map(NetworkFaultsTest::callsUntilTheFirstFails)
                        .toList();
            }
        } finally {
            clients.forEach(ZkClient::close);
        }
    }

    private static int callsUntilTheFirstFails(ZkClient client) {
        for (int calls = 0; ; calls++) {
            var answered = client.get("/")
                    .toCompletableFuture()
                    .handle((node, failure) -> failure == null)
                    .join();
            if (!answered) {
                return calls;
            }
        }
    }

    @Test
    void aClientWhoseServerIsSilentFindsAnotherAndKeepsItsSession() {
        try (var cluster = ZkTestCluster.of(3);
                var client = connected(ZkClient.builder(cluster.connectString())
                        .sessionTimeout(Duration.ofSeconds(8))
                        .open())) {
            long session = session(client);
            var first = cluster.serverOf(session).orElseThrow();
            try (var silence = first.clients().silence()) {
                createNode(client, "/elsewhere");
                assertThat(cluster.servers())
                        .filteredOn(server -> !server.equals(first))
                        .anyMatch(server -> server.connectedSessions().contains(session));
            }
            assertThat(session(client)).isEqualTo(session);
            try (var again = clientOf(first)) {
                assertThat(read(() -> again.get("/elsewhere")).text()).isEqualTo("/elsewhere");
            }
        }
    }

    @Test
    void whatASilentServerWasSentIsDoneWhenItIsHealed() {
        try (var server = ZkTestServer.standalone();
                var client = clientOf(server)) {
            CompletionStage<?> waits;
            try (var silence = server.clients().silence()) {
                waits = client.create("/late", Bytes.EMPTY);
                failure(client.within(SOON).get("/"));
                assertThat(waits.toCompletableFuture()).isNotDone();
                assertThat(server.tree().contains("/late")).isFalse();
            }
            result(waits);
        }
    }

    @Test
    void delaysBetweenClientAndServerHoldUpEachWay() {
        try (var server = ZkTestServer.standalone();
                var client = clientOf(server)) {
            try (var delay = server.clients().delay(Duration.ofMillis(100))) {
                assertThat(time(() -> result(client.get("/")))).isGreaterThan(Duration.ofMillis(190));
            }
            awaitQuick(Duration.ofMillis(150), () -> result(client.get("/")));
        }
    }

    @Test
    void clientsOvertakeEachOtherWhereMessagesAreReordered() {
        try (var server = ZkTestServer.builder().seed(3).start();
                var one = clientOf(server);
                var other = clientOf(server)) {
            var arrived = new CopyOnWriteArrayList<String>();
            try (var disorder = server.clients().reorder(Duration.ofMillis(50))) {
                var calls = new ArrayList<CompletionStage<?>>();
                for (int i = 0; i < 20; i++) {
                    calls.add(one.get("/").thenAccept(node -> arrived.add("one")));
                    calls.add(other.get("/").thenAccept(node -> arrived.add("other")));
                    Calls.result(calls.get(2 * i));
                    Calls.result(calls.get(2 * i + 1));
                }
            }
            var firsts = new ArrayList<String>();
            for (int i = 0; i < arrived.size(); i += 2) {
                firsts.add(arrived.get(i));
            }
            assertThat(firsts).contains("one", "other");
        }
    }

    @Test
    void aClientWhoseMessagesAreDroppedLosesItsConnectionAndNotItsSession() {
        try (var server = ZkTestServer.builder().seed(1).start();
                var client = clientOf(server)) {
            long session = session(client);
            var states = new CopyOnWriteArrayList<SessionState.Kind>();
            client.onState(state -> states.add(state.kind()));
            try (var drops = server.clients().drop(1)) {
                failure(client.within(SOON).get("/"));
                awaitState(client, SessionState.Kind.SUSPENDED);
            }
            read(() -> client.get("/")); // the attempt to connect that is under way may still be lost
            assertThat(session(client)).isEqualTo(session);
            assertThat(states).contains(SessionState.Kind.SUSPENDED);
        }
    }

    @Test
    void oneConnectionIsCutAndTheOtherIsNot() {
        try (var server = ZkTestServer.standalone();
                var cut = clientOf(server);
                var spared = clientOf(server)) {
            var cutStates = new CopyOnWriteArrayList<SessionState.Kind>();
            var sparedStates = new CopyOnWriteArrayList<SessionState.Kind>();
            cut.onState(state -> cutStates.add(state.kind()));
            spared.onState(state -> sparedStates.add(state.kind()));
            long session = session(cut);

            assertThat(server.cutConnection(session)).isTrue();

            await().atMost(Calls.PATIENCE).until(() -> cutStates.contains(SessionState.Kind.SUSPENDED));
            awaitState(cut, SessionState.Kind.CONNECTED);
            assertThat(session(cut)).isEqualTo(session);
            result(spared.get("/"));
            assertThat(sparedStates).containsOnly(SessionState.Kind.CONNECTED);
            assertThat(List.of(server.cutConnection(4711))).containsExactly(false);
        }
    }
}
