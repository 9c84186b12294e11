/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zk4j.protocol.Acl;
import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.CreateMode;
import io.zk4j.protocol.CreateRequest;
import io.zk4j.protocol.ExistsRequest;
import io.zk4j.protocol.OpCode;
import io.zk4j.protocol.SyncRequest;
import io.zk4j.server.ServerConfig;
import io.zk4j.server.ZkServer;
import io.zk4j.server.quorum.membership.Membership;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three whole servers over the loopback: put together as {@code zkServer.sh} puts them together, but in one process. */
class EnsembleTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int TICK_MILLIS = 2_000;

    @TempDir
    private Path folder;

    private final SortedMap<Long, ZkServer> servers = new TreeMap<>();
    private final List<SocketChannel> held = new ArrayList<>();
    private Membership members = Membership.NONE;

    @BeforeEach
    void startThree() throws Exception {
        var ports = freePorts(6);
        members = Membership.parse(LongStream.rangeClosed(1, 3)
                .mapToObj(sid ->
                        "server." + sid + "=127.0.0.1:" + ports[2 * (int) sid - 2] + ":" + ports[2 * (int) sid - 1])
                .collect(Collectors.joining("\n")));
        for (long sid = 1; sid <= 3; sid++) {
            start(sid);
        }
    }

    @AfterEach
    void stop() throws IOException {
        servers.values().forEach(ZkServer::close);
        for (var port : held) {
            port.close();
        }
    }

    private void start(long sid) throws Exception {
        servers.put(
                sid,
                ZkServer.start(ServerConfig.builder(folder.resolve("data" + sid))
                        .clientPort(0)
                        .preAllocKib(64)
                        .tickMillis(TICK_MILLIS)
                        .member(members, sid)
                        .build()));
    }

    /** Ports that the kernel gives nobody else, because a socket stays bound to each; a server listens beside it. */
    private int[] freePorts(int count) throws IOException {
        var ports = new int[count];
        for (int i = 0; i < count; i++) {
            var socket = SocketChannel.open();
            held.add(socket);
            socket.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            ports[i] = ((InetSocketAddress) socket.getLocalAddress()).getPort();
        }
        return ports;
    }

    /** A client at a server, as soon as that serves. */
    private RawClient client(long sid) {
        return await().atMost(PATIENCE)
                .until(() -> tryConnect(sid), Optional::isPresent)
                .orElseThrow();
    }

    private Optional<RawClient> tryConnect(long sid) {
        try {
            return Optional.of(RawClient.withSession(servers.get(sid).clientPort()));
        } catch (UncheckedIOException e) {
            return Optional.empty(); // not serving yet
        }
    }

    private static CreateRequest create(String path, CreateMode mode) {
        return new CreateRequest(OpCode.CREATE, path, Bytes.EMPTY, Acl.OPEN_UNSAFE, mode.flag());
    }

    private boolean exists(long sid, String path) {
        try (var client = client(sid)) {
            assertThat(client.call(new SyncRequest(path)).err()).isZero();
            return client.call(new ExistsRequest(path, false)).err() == 0;
        }
    }

    @Test
    void whatIsWrittenAtOneIsReadAtAll() {
        for (long sid = 1; sid <= 3; sid++) {
            try (var client = client(sid)) {
                assertThat(client.call(create("/" + sid, CreateMode.PERSISTENT)).err())
                        .isZero();
            }
            for (long reader = 1; reader <= 3; reader++) {
                assertThat(exists(reader, "/" + sid)).isTrue();
            }
        }
    }

    @Test
    void anyOneOfThemMayGoAndComeBack() throws Exception {
        for (long away = 1; away <= 3; away++) {
            servers.remove(away).close();
            for (long sid : servers.keySet()) {
                try (var client = client(sid)) {
                    var path = "/without-" + away + "-at-" + sid;
                    assertThat(client.call(create(path, CreateMode.PERSISTENT)).err())
                            .isZero();
                }
            }
            long last = servers.lastKey();
            start(away);
            assertThat(exists(away, "/without-" + away + "-at-" + last)).isTrue();
        }
    }

    @Test
    void aSessionMovesWithItsEphemerals() {
        try (var before = client(1)) {
            assertThat(before.call(create("/e", CreateMode.EPHEMERAL)).err()).isZero();
            assertThat(exists(2, "/e")).isTrue();
            try (var after = new RawClient(servers.get(2L).clientPort())) {
                assertThat(after.resume(before).sessionId()).isEqualTo(before.sessionId);
                assertThat(after.call(create("/f", CreateMode.EPHEMERAL)).err()).isZero();
                assertThat(exists(3, "/e")).isTrue();
            }
        }
    }
}
