/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.zk4j.protocol.Acl;
import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.CreateRequest;
import io.zk4j.protocol.EventType;
import io.zk4j.protocol.GetChildrenRequest;
import io.zk4j.protocol.GetDataRequest;
import io.zk4j.protocol.GetDataResponse;
import io.zk4j.protocol.OpCode;
import io.zk4j.protocol.Request;
import io.zk4j.protocol.SetDataRequest;
import io.zk4j.protocol.StatResponse;
import io.zk4j.server.live.RawClient.Event;
import io.zk4j.server.live.RawClient.Reply;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The order in which one connection sees things, also where event loops answer reads by themselves. */
class OrderTest {
    private static final int ROUNDS = Integer.getInteger("zk4j.order.rounds", 300);

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

    @Test
    void pipelinedReadsSeeTheWritesBeforeThemAndNotTheOnesBehind() {
        try (var client = server.client()) {
            var requests = new ArrayList<Request>();
            requests.add(create("/a"));
            for (int i = 1; i <= 200; i++) {
                requests.add(set("/a", i));
                requests.add(new GetDataRequest("/a", false));
            }
            client.send(requests.toArray(new Request[0]));

            assertThat(client.reply().err()).isZero();
            long lastZxid = 0;
            for (int i = 1; i <= 200; i++) {
                var written = client.reply();
                var read = client.reply();
                assertThat(((StatResponse) written.body()).stat().version()).isEqualTo(i);
                assertThat(((GetDataResponse) read.body()).stat().version()).isEqualTo(i);
                assertThat(written.zxid()).isGreaterThan(lastZxid);
                assertThat(read.zxid()).isEqualTo(written.zxid());
                lastZxid = read.zxid();
            }
        }
    }

    @Test
    void theEventOfAPipelinedWriteComesBeforeItsAnswer() {
        try (var client = server.client()) {
            client.send(
                    create("/a"),
                    new GetDataRequest("/a", true),
                    new GetChildrenRequest("/a", true),
                    create("/a/b"),
                    set("/a", 1),
                    new GetDataRequest("/a", false));

            assertThat(client.next(3)).allMatch(next -> next instanceof Reply);
            assertThat(client.event().type()).isEqualTo(EventType.NODE_CHILDREN_CHANGED.code());
            assertThat(client.reply().body()).hasToString("CreateResponse[path=/a/b]");
            assertThat(client.event().type()).isEqualTo(EventType.NODE_DATA_CHANGED.code());
            assertThat(client.next(2)).allMatch(next -> next instanceof Reply);
        }
    }

    @Test
    void nobodySeesNewDataBeforeTheEventNorOldDataAfterIt() throws Exception {
        var over = new AtomicBoolean();
        try (var writer = server.client();
                var reader = server.client()) {
            assertThat(writer.call(create("/a")).err()).isZero();
            var writing = CompletableFuture.runAsync(() -> {
                for (int i = 0; !over.get(); i++) {
                    writer.call(set("/a", i));
                }
            });
            try {
                for (int round = 0; round < ROUNDS; round++) {
                    watchOneChange(reader);
                }
            } finally {
                over.set(true);
            }
            writing.get();
        }
    }

    /** Sets a watch, reads in a stream that the event loop answers alone, and compares what comes before and after the event. */
    private static void watchOneChange(RawClient reader) {
        long watched = version((Reply) awaitReply(reader, new GetDataRequest("/a", true)));
        boolean fired = false;
        while (!fired) {
            reader.send(new GetDataRequest("/a", false));
            var next = reader.next();
            if (next instanceof Event) {
                fired = true;
                next = reader.next();
                assertThat(version((Reply) next)).as("read behind the event").isGreaterThan(watched);
            } else {
                assertThat(version((Reply) next)).as("read before the event").isEqualTo(watched);
            }
        }
    }

    private static Object awaitReply(RawClient client, Request request) {
        client.send(request);
        return client.next();
    }

    private static long version(Reply reply) {
        return ((GetDataResponse) reply.body()).stat().version();
    }

    private static CreateRequest create(String path) {
        return new CreateRequest(OpCode.CREATE, path, Bytes.EMPTY, Acl.OPEN_UNSAFE, 0);
    }

    private static SetDataRequest set(String path, int value) {
        return new SetDataRequest(path, Bytes.ofUtf8(Integer.toString(value)), -1);
    }
}
