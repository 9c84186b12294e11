/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.zk4j.protocol.Acl;
import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.CreateRequest;
import io.zk4j.protocol.Frames;
import io.zk4j.protocol.GetDataRequest;
import io.zk4j.protocol.GetDataResponse;
import io.zk4j.protocol.OpCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client that asks for more than it reads costs the server little, and gets everything when it reads after all. */
class SlowReaderTest {
    private static final int NODE_BYTES = 1_000_000;
    private static final int REQUESTS = 2_000; // two gigabytes of answers, more than this JVM has
    private static final int READS_MEANWHILE = 20;

    @TempDir
    Path dataDir;

    private ServerFixture server;

    @BeforeEach
    void start() throws Exception {
        server = new ServerFixture(dataDir, config -> config.forceSync(false));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void getsEverythingInOrder(boolean watching) throws Exception {
        try (var slow = server.client();
                var other = server.client()) {
            var data = Bytes.wrap(new byte[NODE_BYTES]);
            assertThat(slow.call(new CreateRequest(OpCode.CREATE, "/big", data, Acl.OPEN_UNSAFE, 0))
                            .err())
                    .isZero();
            var asking = CompletableFuture.runAsync(() -> ask(slow, watching));
            for (int i = 0; i < READS_MEANWHILE; i++) {
                assertThat(other.call(new GetDataRequest("/big", false)).err()).isZero();
            }
            for (int i = 0; i < REQUESTS; i++) {
                var frame = slow.frame();
                assertThat(frame.readInt()).as("xid").isEqualTo(100 + i);
                assertThat(frame.readableBytes()).isGreaterThan(NODE_BYTES);
            }
            asking.get();
            assertThat(other.call(new GetDataRequest("/big", false)).body()).isInstanceOf(GetDataResponse.class);
        }
    }

    private static void ask(RawClient client, boolean watching) {
        for (int i = 0; i < REQUESTS; i++) {
            var out = Unpooled.buffer();
            Frames.writeRequest(out, 100 + i, new GetDataRequest("/big", watching));
            client.send(out);
        }
    }

    @Test
    void aClientThatLeavesInTheMiddleLeavesNothingBehind() {
        try (var other = server.client()) {
            var data = Bytes.wrap(new byte[NODE_BYTES]);
            assertThat(other.call(new CreateRequest(OpCode.CREATE, "/big", data, Acl.OPEN_UNSAFE, 0))
                            .err())
                    .isZero();
            for (int round = 0; round < 20; round++) {
                try (var leaving = server.client()) {
                    for (int i = 0; i < 50; i++) {
                        leaving.send(new GetDataRequest("/big", i % 2 == 0));
                    }
                    reset(leaving);
                }
            }
            assertThat(other.call(new GetDataRequest("/big", false)).err()).isZero();
        }
    }

    private static void reset(RawClient client) {
        try {
            client.socket().setSoLinger(true, 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
