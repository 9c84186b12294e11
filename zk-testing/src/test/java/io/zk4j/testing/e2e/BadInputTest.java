/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.e2e;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.zk4j.protocol.Acl;
import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.CreateRequest;
import io.zk4j.protocol.ErrorCode;
import io.zk4j.protocol.ExistsRequest;
import io.zk4j.protocol.Frames;
import io.zk4j.protocol.OpCode;
import io.zk4j.protocol.SetDataRequest;
import io.zk4j.testing.ZkTestCluster;
import io.zk4j.testing.ZkTestServer;
import io.zk4j.testing.junit.ZkCluster;
import io.zk4j.testing.wire.FrameSocket;
import io.zk4j.testing.wire.RawSession;
import io.zk4j.testing.wire.Received;
import java.io.IOException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What does not speak the protocol is told from the log and disconnected; whoever does speak it never notices. */
@ZkCluster(servers = 1)
class BadInputTest {
    private static final Logger SERVERS_LOGGER = (Logger) LoggerFactory.getLogger("io.zk4j.server");
    private static final int TIMEOUT_MILLIS = 20_000;
    private static final int GARBAGE_SENT = 8; // the server does not complain of every stranger in a crowd
    private static final int FRAME_BYTES_MAX = 0xfffff;

    private final Queue<String> log = new ConcurrentLinkedQueue<>();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            log.add(event.getFormattedMessage());
        }
    };
    private ZkTestServer server;
    private RawSession neighbour;

    @BeforeEach
    void openNeighboursSession(ZkTestCluster cluster) throws IOException {
        appender.start();
        SERVERS_LOGGER.addAppender(appender);
        server = cluster.server(1);
        neighbour = RawSession.open(server.clientPort(), TIMEOUT_MILLIS);
    }

    @AfterEach
    void theNeighbourHasNotNoticed() throws IOException {
        SERVERS_LOGGER.detachAppender(appender);
        assertThat(neighbour.call(new ExistsRequest("/", false)).err()).isZero();
        neighbour.closeSession();
        assertThat(server.isRunning()).isTrue();
    }

    @Test
    void anHttpRequestIsToldFromTheLog() throws IOException {
        assertDisconnected("GET /commands HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(US_ASCII));
        assertLogTells("http");
    }

    @Test
    void aTlsHelloIsToldFromTheLog() throws IOException {
        assertDisconnected(
                HexFormat.of().parseHex("16030100c2010000be0303" + "5a".repeat(32) + "20" + "a5".repeat(32)));
        assertLogTells("tls");
    }

    @Test
    void garbageIsDisconnected() throws IOException {
        var random = new Random(7);
        for (int i = 0; i < GARBAGE_SENT; i++) {
            var garbage = new byte[45 + random.nextInt(200)];
            random.nextBytes(garbage);
            garbage[0] |= (byte) 0x80; // a negative length, so that it need not be waited for
            assertDisconnected(garbage);
        }
    }

    @Test
    void aFirstFrameThatIsNoHandshakeIsDisconnected() throws IOException {
        var frame = Unpooled.buffer();
        Frames.writeRequest(frame, 1, new ExistsRequest("/", false));
        assertDisconnected(ByteBufUtil.getBytes(frame));
    }

    @Test
    void aRequestOverTheLimitIsAnsweredAndTheConnectionGoesOn() throws IOException {
        try (var session = RawSession.open(server.clientPort(), TIMEOUT_MILLIS)) {
            create(session, "/oversized", 1);
            var data = Bytes.wrap(new byte[2 * FRAME_BYTES_MAX]);
            assertThat(session.call(new SetDataRequest("/oversized", data, -1)).err())
                    .isEqualTo(ErrorCode.MARSHALLING_ERROR.code());
            assertThat(session.call(new ExistsRequest("/oversized", false)).err())
                    .isZero();
            session.closeSession();
        }
    }

    @Test
    void aNonsensicalLengthEndsTheConnectionAndNotTheSession() throws IOException {
        try (var session = RawSession.open(server.clientPort(), TIMEOUT_MILLIS)) {
            create(session, "/nonsense", 1);
            session.sendBytes(new byte[] {-1, -1, -1, -1});
            assertThat(session.receive()).isInstanceOf(Received.Closed.class);
            try (var again = RawSession.attach(server.clientPort(), session.granted(), 0)) {
                assertThat(again.isValid()).isTrue();
                assertThat(again.call(new ExistsRequest("/nonsense", false)).err())
                        .as("the ephemeral znode of the session")
                        .isZero();
                again.closeSession();
            }
        }
    }

    @Test
    void ourClientRefusesToSendWhatTheServerWouldNotTakeAndGoesOn(ZooKeeper zk) throws Exception {
        zk.create("/client", new byte[0], ZooDefs.Ids.OPEN_ACL_UNSAFE, CreateMode.EPHEMERAL);
        long session = zk.getSessionId();
        assertThatThrownBy(() -> zk.setData("/client", new byte[2 * FRAME_BYTES_MAX], -1))
                .isInstanceOf(KeeperException.class)
                .hasMessageContaining("/client");
        assertThat(zk.exists("/client", false).getVersion()).isZero();
        assertThat(zk.getSessionId()).isEqualTo(session);
    }

    @Test
    void aFrameJustWithinTheLimitIsServed() throws IOException {
        try (var session = RawSession.open(server.clientPort(), TIMEOUT_MILLIS)) {
            create(session, "/large", 1);
            var overhead = Integer.BYTES * 2 + Integer.BYTES + "/large".length() + Integer.BYTES + Integer.BYTES;
            var data = Bytes.wrap(new byte[FRAME_BYTES_MAX - overhead]);
            assertThat(session.call(new SetDataRequest("/large", data, -1)).err())
                    .isZero();
            session.closeSession();
        }
    }

    private static void create(RawSession session, String path, int flags) throws IOException {
        var reply = session.call(new CreateRequest(OpCode.CREATE, path, Bytes.EMPTY, Acl.OPEN_UNSAFE, flags));
        assertThat(reply.err()).isZero();
    }

    private void assertDisconnected(byte[] bytes) throws IOException {
        try (var socket = FrameSocket.connect(server.clientPort())) {
            socket.send(bytes);
            assertThat(socket.receiveUntilClosed()).isEmpty();
        }
    }

    private void assertLogTells(String word) {
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(log)
                        .anySatisfy(line ->
                                assertThat(line.toLowerCase(Locale.ROOT)).contains(word)));
    }
}
