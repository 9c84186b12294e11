/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.live;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.zk4j.protocol.Acl;
import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.CreateRequest;
import io.zk4j.protocol.ExistsRequest;
import io.zk4j.protocol.GetAllChildrenNumberRequest;
import io.zk4j.protocol.GetAllChildrenNumberResponse;
import io.zk4j.protocol.OpCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** Thousands of clients lose their connections at once and come back at once: no session is lost, theirs or anybody's. */
class ReconnectStormTest {
    private static final int CLIENTS = Dose.of(500, 5_000);
    private static final int CALM = 20;
    private static final int TIMEOUT_MILLIS = 30_000;
    private static final int CALM_TIMEOUT_MILLIS = 10_000;
    private static final int CALM_PING_MILLIS = 1_000;
    private static final int EPHEMERAL = 1;

    @TempDir
    Path dataDir;

    private final MultiThreadIoEventLoopGroup loops = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
    private ServerFixture server;
    private List<StormClient> clients;
    private List<StormClient> calm;

    @BeforeEach
    void start() throws Exception {
        server = new ServerFixture(dataDir, config -> config.forceSync(false).maxClientCnxns(0));
        clients = clients(CLIENTS, TIMEOUT_MILLIS);
        calm = clients(CALM, CALM_TIMEOUT_MILLIS);
    }

    @AfterEach
    void stop() {
        loops.shutdownGracefully(0, 1, MINUTES).awaitUninterruptibly();
        server.close();
    }

    @Test
    void everySessionIsTakenUpAgainAndNoOtherExpires(TestReporter reporter) {
        long begun = System.nanoTime();
        all(calm, StormClient::connect);
        calm.forEach(client -> client.pingEach(CALM_PING_MILLIS));
        all(clients, StormClient::connect);
        all(calm, client -> client.call(ephemeral(client)));
        all(clients, client -> client.call(ephemeral(client)));
        var before = clients.stream().map(StormClient::sessionId).toList();
        assertThat(before).doesNotHaveDuplicates().doesNotContain(0L);

        long cut = System.nanoTime();
        var ends = clients.stream().map(StormClient::ended).toList();
        for (int i = 0; i < CLIENTS; i += 2) {
            clients.get(i).cut(); // every other one comes back before it has left
        }
        all(clients, StormClient::connect);
        long back = System.nanoTime();

        assertThat(clients.stream().map(StormClient::sessionId)).isEqualTo(before);
        all(clients, client -> client.call(new ExistsRequest("/", false)));
        await("the earlier connections are gone")
                .atMost(1, MINUTES)
                .until(() -> ends.stream().allMatch(CompletableFuture::isDone));
        assertThat(calm.stream().map(StormClient::ended)).noneMatch(CompletableFuture::isDone);
        all(calm, client -> client.call(new ExistsRequest("/", false)));
        assertThat(server.metric("connection_rejected")).isZero();
        assertThat(server.metric("global_sessions")).isEqualTo(CLIENTS + CALM);
        await("the server has noticed that they are gone")
                .atMost(1, MINUTES)
                .until(() -> server.metric("num_alive_connections") == CLIENTS + CALM + 1);
        try (var asking = server.client()) {
            assertThat(asking.call(new GetAllChildrenNumberRequest("/")).body())
                    .isEqualTo(
                            new GetAllChildrenNumberResponse(CLIENTS + CALM + 3)); // and /zookeeper with two of its own
        }
        reporter.publishEntry(
                "figures",
                "%d clients: all there after %d ms, all back %d ms after the cut"
                        .formatted(CLIENTS, (cut - begun) / 1_000_000, (back - cut) / 1_000_000));
    }

    private List<StormClient> clients(int count, int timeoutMillis) {
        return Stream.generate(() -> new StormClient(loops, server.port(), timeoutMillis))
                .limit(count)
                .toList();
    }

    private static CreateRequest ephemeral(StormClient client) {
        return new CreateRequest(OpCode.CREATE, "/" + client.sessionId(), Bytes.EMPTY, Acl.OPEN_UNSAFE, EPHEMERAL);
    }

    /** Has all of them do it at the same time, and waits until all are through. */
    private static <T> void all(List<StormClient> clients, Function<StormClient, CompletableFuture<T>> action) {
        var under = new ArrayList<CompletableFuture<T>>();
        for (var client : clients) {
            under.add(action.apply(client));
        }
        CompletableFuture.allOf(under.toArray(new CompletableFuture<?>[0]))
                .orTimeout(2, MINUTES)
                .join();
    }
}
