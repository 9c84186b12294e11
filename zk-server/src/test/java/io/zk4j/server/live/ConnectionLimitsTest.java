/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.ExistsRequest;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is turned away when there are too many, and which session timeouts are granted. */
class ConnectionLimitsTest {
    private static final Bytes NO_PASSWORD = Bytes.wrap(new byte[16]);

    @TempDir
    Path dataDir;

    @Test
    void oneAddressMayHaveSoManyAndAnotherAddressJustAsMany() throws Exception {
        try (var server = new ServerFixture(
                        dataDir, config -> config.forceSync(false).maxClientCnxns(2));
                var first = server.client();
                var second = server.client()) {
            assertIsTurnedAway(new RawClient(server.port()));
            try (var fromElsewhere = new RawClient(server.port(), "127.0.0.2")) {
                assertThat(handshake(fromElsewhere)).isPositive();
            }
            assertIsServed(first);
            second.socket().close();
            assertIsLetInAgain(server);
        }
    }

    @Test
    void allAddressesTogetherMayHaveSoMany() throws Exception {
        try (var server = new ServerFixture(
                        dataDir,
                        config -> config.forceSync(false).maxClientCnxns(0).set("maxCnxns", "2"));
                var first = server.client();
                var second = new RawClient(server.port(), "127.0.0.2")) {
            assertThat(handshake(second)).isPositive();
            assertIsTurnedAway(new RawClient(server.port()));
            assertIsTurnedAway(new RawClient(server.port(), "127.0.0.3"));
            assertIsServed(first);
            second.socket().close();
            assertIsLetInAgain(server);
        }
    }

    @ParameterizedTest
    @CsvSource({"-1,1500", "0,1500", "1499,1500", "1500,1500", "7777,7777", "9000,9000", "9001,9000", "2147483647,9000"
    })
    void aTimeoutIsGrantedBetweenTheLeastAndTheMost(int wished, int granted) throws Exception {
        try (var server = new ServerFixture(
                        dataDir,
                        config -> config.forceSync(false)
                                .minSessionTimeoutMillis(1_500)
                                .maxSessionTimeoutMillis(9_000));
                var client = new RawClient(server.port());
                var again = new RawClient(server.port())) {
            var welcome = client.handshake(0, wished, 0, NO_PASSWORD);
            assertThat(welcome.timeoutMillis()).isEqualTo(granted);
            var back = again.handshake(0, 5_000, welcome.sessionId(), welcome.password());
            assertThat(back.sessionId()).isEqualTo(welcome.sessionId());
            assertThat(back.timeoutMillis()).as("the one wished for on return").isEqualTo(5_000);
        }
    }

    private static long handshake(RawClient client) {
        return client.handshake(0, 10_000, 0, NO_PASSWORD).sessionId();
    }

    private static void assertIsServed(RawClient client) {
        assertThat(client.call(new ExistsRequest("/", false)).err()).isZero();
    }

    private static void assertIsTurnedAway(RawClient client) {
        try (client) {
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    /** The server notices a little later than the client that a connection is gone. */
    private static void assertIsLetInAgain(ServerFixture server) {
        await().atMost(1, MINUTES).until(() -> {
            try (var client = new RawClient(server.port())) {
                client.send("ruok".getBytes(UTF_8));
                return new String(client.readToEnd(), UTF_8).equals("imok");
            }
        });
    }
}
