/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.ConnectRequest;
import io.zk4j.protocol.ExistsRequest;
import io.zk4j.protocol.Frames;
import io.zk4j.protocol.SetDataRequest;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that always seem about to send something, but never do, hold a connection for a bounded time only. */
class TricklingClientTest {
    private static final int SESSIONLESS_MILLIS = 1_500;
    private static final int TIMEOUT_MILLIS = 1_000;
    private static final Duration BETWEEN_BYTES = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path dataDir;

    private ServerFixture server;

    @BeforeEach
    void start() throws Exception {
        server = new ServerFixture(
                dataDir,
                config -> config.forceSync(false)
                        .tickMillis(200)
                        .minSessionTimeoutMillis(TIMEOUT_MILLIS)
                        .maxSessionTimeoutMillis(60_000)
                        .set("nio.sessionlessCnxnTimeout", Integer.toString(SESSIONLESS_MILLIS)));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void oneThatNeverFinishesItsHandshakeIsCut() {
        try (var client = new RawClient(server.port())) {
            var out = Unpooled.buffer();
            Frames.write(out, new ConnectRequest(0, 0, 10_000, 0, Bytes.wrap(new byte[4_000]), false, true)::encode);
            var handshake = new byte[out.readableBytes()];
            out.readBytes(handshake);
            assertIsCutWhileTrickling(client, handshake);
        }
    }

    @Test
    void oneThatNeverFinishesItsRequestLosesItsSession() {
        try (var client = new RawClient(server.port());
                var other = server.client()) {
            client.handshake(0, TIMEOUT_MILLIS, 0, Bytes.wrap(new byte[16]));
            var out = Unpooled.buffer();
            Frames.writeRequest(out, 1, new SetDataRequest("/", Bytes.wrap(new byte[100_000]), -1));
            var request = new byte[out.readableBytes()];
            out.readBytes(request);
            assertIsCutWhileTrickling(client, request);
            assertThat(other.call(new ExistsRequest("/", false)).err()).isZero();
        }
    }

    private static void assertIsCutWhileTrickling(RawClient client, byte[] bytes) {
        long started = System.nanoTime();
        try {
            for (byte each : bytes) {
                assertThat(Duration.ofNanos(System.nanoTime() - started))
                        .as("how long it has been let")
                        .isLessThan(PATIENCE);
                client.send(each);
                LockSupport.parkNanos(BETWEEN_BYTES.toNanos());
            }
        } catch (UncheckedIOException cut) {
            assertThat(client.isClosedByServer()).isTrue();
            return;
        }
        throw new AssertionError("it was let to the end");
    }
}
