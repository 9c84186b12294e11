/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.live;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.zk4j.protocol.Acl;
import io.zk4j.protocol.AuthRequest;
import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.CreateRequest;
import io.zk4j.protocol.ErrorCode;
import io.zk4j.protocol.ExistsRequest;
import io.zk4j.protocol.Frames;
import io.zk4j.protocol.GetDataRequest;
import io.zk4j.protocol.GetDataResponse;
import io.zk4j.protocol.MultiReadRequest;
import io.zk4j.protocol.OpCode;
import io.zk4j.protocol.ReplyHeader;
import io.zk4j.protocol.Request;
import io.zk4j.protocol.SetDataRequest;
import io.zk4j.protocol.WireReader;
import io.zk4j.protocol.Xid;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever comes to the client port that no client would send is dealt with, and nobody else notices. */
class StrangersTest {
    private static final int FRAME_BYTES_MAX = 0xfffff;

    @TempDir
    Path dataDir;

    private ServerFixture server;
    private RawClient bystander;

    @BeforeEach
    void start() throws Exception {
        server = new ServerFixture(
                dataDir, config -> config.forceSync(false).maxClientCnxns(8).set("nio.sessionlessCnxnTimeout", "2000"));
        bystander = server.client();
    }

    @AfterEach
    void stop() {
        assertThat(bystander.call(new ExistsRequest("/", false)).err())
                .as("the bystander's request")
                .isZero();
        bystander.close();
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003",
                "hello there\n",
                "SSH-2.0-OpenSSH_9.2\r\n",
                "\u0080\u0000\u0000\u0000",
                "\u0000\u0000\u0000\u0000",
                "\u00ff\u00fb\u001f"
            })
    void theConnectionIsClosedWithoutAnAnswer(String sent) {
        try (var stranger = new RawClient(server.port())) {
            stranger.send(sent.getBytes(ISO_8859_1));
            assertThat(stranger.isClosedByServer()).isTrue();
        }
    }

    @Test
    void randomBytesHarmNobody() {
        var random = new Random(20261123);
        for (int i = 0; i < 200; i++) {
            try (var stranger = new RawClient(server.port())) {
                var bytes = new byte[4 + random.nextInt(200)];
                random.nextBytes(bytes);
                stranger.send(bytes);
                if (bytes[0] != 0) {
                    assertThat(stranger.isClosedByServer()).isTrue();
                }
            }
        }
    }

    @Test
    void randomBodiesAreRefusedOneByOneAndTheSessionLives() {
        var random = new Random(20261124);
        try (var client = server.client()) {
            for (int i = 0; i < 500; i++) {
                var type = new int[] {1, 2, 3, 4, 5, 6, 7, 8, 12, 14, 15, 19, 21, 22, 101, 103, 104, 105, 106}
                        [random.nextInt(19)];
                var body = new byte[random.nextInt(60)];
                random.nextBytes(body);
                client.send(Unpooled.buffer()
                        .writeInt(8 + body.length)
                        .writeInt(i + 1)
                        .writeInt(type)
                        .writeBytes(body));
                assertThat(ReplyHeader.decode(new WireReader(client.frame())).xid())
                        .isEqualTo(i + 1);
            }
        }
    }

    @Test
    void anOverlongRequestIsRefusedInItsTurnAndTheSessionLives() {
        try (var client = server.client()) {
            assertThat(client.call(create("/a")).err()).isZero();
            client.send(
                    new SetDataRequest("/a", Bytes.ofUtf8("one"), -1),
                    new SetDataRequest("/a", Bytes.wrap(new byte[3 * FRAME_BYTES_MAX]), -1),
                    new GetDataRequest("/a", false));

            assertThat(client.reply().err()).isZero();
            assertThat(client.reply().err()).isEqualTo(ErrorCode.MARSHALLING_ERROR.code());
            assertThat(((GetDataResponse) client.reply().body()).data().utf8()).isEqualTo("one");
        }
    }

    @Test
    void aMultiReadWhoseAnswerWouldNotFitInMemoryIsRefused() {
        try (var client = server.client()) {
            assertThat(client.call(create("/large")).err()).isZero();
            var data = Bytes.wrap(new byte[1_000_000]);
            assertThat(client.call(new SetDataRequest("/large", data, -1)).err())
                    .isZero();
            var all = Collections.<Request>nCopies(10_000, new GetDataRequest("/large", false));
            assertThat(client.call(new MultiReadRequest(all)).err()).isEqualTo(ErrorCode.MARSHALLING_ERROR.code());
            assertThat(client.call(new MultiReadRequest(all.subList(0, 3))).err())
                    .isZero();
        }
    }

    @Test
    void oneThatClaimsToBeThousandsIsCut() {
        try (var client = server.client()) {
            int accepted = 0;
            int err = 0;
            while (err == 0) {
                var out = Unpooled.buffer();
                Frames.writeRequest(
                        out, Xid.AUTH, new AuthRequest(0, "digest", Bytes.ofUtf8("user" + accepted + ":secret")));
                client.send(out);
                err = client.reply().err();
                accepted++;
                assertThat(accepted).isLessThan(5_000);
            }
            assertThat(err).isEqualTo(ErrorCode.AUTH_FAILED.code());
            assertThat(accepted).isGreaterThan(900);
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @Test
    void aLengthThatNobodyMeansEndsTheConnection() {
        for (int length : new int[] {-1, Integer.MIN_VALUE, (64 << 20) + 1, Integer.MAX_VALUE}) {
            try (var client = server.client()) {
                client.send(Unpooled.buffer().writeInt(length).writeLong(0));
                assertThat(client.isClosedByServer())
                        .as("closed at a length of %s", length)
                        .isTrue();
            }
        }
    }

    @Test
    void anUnknownOpcodeIsUnimplementedAndTheSessionLives() {
        try (var client = server.client()) {
            for (int type : new int[] {0, 10, 13, 50, 500, -10, -1}) {
                client.send(Unpooled.buffer().writeInt(8).writeInt(7).writeInt(type));
                var header = ReplyHeader.decode(new WireReader(client.frame()));
                assertThat(header).isEqualTo(new ReplyHeader(7, -1, ErrorCode.UNIMPLEMENTED.code()));
            }
            assertThat(client.call(create("/alive")).err()).isZero();
        }
    }

    @Test
    void aConnectionWithoutASessionIsClosedAfterAWhile() {
        try (var silent = new RawClient(server.port());
                var half = new RawClient(server.port())) {
            half.send("\u0000\u0000\u0000".getBytes(US_ASCII));
            assertThat(silent.isClosedByServer()).isTrue();
            assertThat(half.isClosedByServer()).isTrue();
        }
    }

    @Test
    void moreConnectionsThanAllowedFromOneAddressAreTurnedAway() {
        var clients = new RawClient[7];
        try {
            for (int i = 0; i < clients.length; i++) {
                clients[i] = server.client(); // with the bystander that makes eight
            }
            try (var oneTooMany = new RawClient(server.port())) {
                assertThat(oneTooMany.isClosedByServer()).isTrue();
            }
        } finally {
            for (var client : clients) {
                client.close();
            }
        }
    }

    private static CreateRequest create(String path) {
        return new CreateRequest(OpCode.CREATE, path, Bytes.EMPTY, Acl.OPEN_UNSAFE, 0);
    }
}
