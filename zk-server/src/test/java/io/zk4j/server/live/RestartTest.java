/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zk4j.protocol.Acl;
import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.CloseSessionRequest;
import io.zk4j.protocol.CreateRequest;
import io.zk4j.protocol.ErrorCode;
import io.zk4j.protocol.ExistsRequest;
import io.zk4j.protocol.GetChildrenRequest;
import io.zk4j.protocol.GetChildrenResponse;
import io.zk4j.protocol.GetDataRequest;
import io.zk4j.protocol.OpCode;
import io.zk4j.protocol.SetDataRequest;
import io.zk4j.server.ServerConfig;
import io.zk4j.server.StartupException;
import io.zk4j.server.ZkServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that is stopped and started again goes on where it was. */
class RestartTest {
    private static final int FILES_MIN = 3;

    @TempDir
    Path dataDir;

    @Test
    void everythingIsThereAgain() throws Exception {
        try (var server = new ServerFixture(dataDir, config -> config)) {
            long zxid;
            Object before;
            var client = server.client();
            client.call(create("/a", 0));
            client.call(new SetDataRequest("/a", Bytes.ofUtf8("more"), 0));
            client.call(create("/a/mine", 1));
            client.call(create("/a/seq-", 2));
            var read = client.call(new GetDataRequest("/a", false));
            before = read.body();
            zxid = read.zxid();

            server.restart();
            client.close();

            try (var again = new RawClient(server.port())) {
                assertThat(again.handshake(zxid, 10_000, client.sessionId, client.password)
                                .sessionId())
                        .isEqualTo(client.sessionId);
                var after = again.call(new GetDataRequest("/a", false));
                assertThat(after.body()).isEqualTo(before);
                assertThat(after.zxid()).isEqualTo(zxid);
                assertThat(again.call(new ExistsRequest("/a/mine", false)).err())
                        .isZero();
                assertThat(again.call(create("/a/seq-", 2)).body().toString()).contains("/a/seq-0000000002");
                assertThat(again.call(new CloseSessionRequest()).err()).isZero();
                assertThat(again.isClosedByServer()).isTrue();
            }
            server.restart();
            try (var other = server.client()) {
                assertThat(other.call(new ExistsRequest("/a/mine", false)).err())
                        .isEqualTo(ErrorCode.NO_NODE.code());
            }
        }
    }

    @Test
    void snapshotsAreTakenWhileWritesGoOnAndLogsAreRolled() throws Exception {
        try (var server =
                new ServerFixture(dataDir, config -> config.snapCount(50).forceSync(false))) {
            int created = 0;
            try (var client = server.client()) {
                client.call(create("/n", 0));
                long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
                while (created < 1000 || (count("snapshot.") < FILES_MIN && System.nanoTime() < deadline)) {
                    assertThat(client.call(create("/n/" + created, 0)).err()).isZero();
                    created++;
                }
            }
            server.restart();
            assertThat(count("snapshot.")).isGreaterThanOrEqualTo(FILES_MIN);
            assertThat(count("log.")).isGreaterThanOrEqualTo(FILES_MIN);
            try (var client = server.client()) {
                var children = (GetChildrenResponse)
                        client.call(new GetChildrenRequest("/n", false)).body();
                assertThat(children.children()).hasSize(created);
            }
        }
    }

    private long count(String kind) throws IOException {
        try (var files = Files.list(dataDir.resolve("version-2"))) {
            return files.filter(file -> file.getFileName().toString().startsWith(kind))
                    .count();
        }
    }

    @Test
    void aBusyPortIsOneLineWithTheSettingAndWhatToDo() throws Exception {
        try (var server = new ServerFixture(dataDir.resolve("one"), config -> config)) {
            var config = ServerConfig.builder(dataDir.resolve("two"))
                    .clientPort(server.port())
                    .build();
            assertThatThrownBy(() -> ZkServer.start(config))
                    .isInstanceOf(StartupException.class)
                    .hasMessageContaining("clientPort=" + server.port())
                    .hasMessageContaining("choose another clientPort")
                    .hasMessageNotContaining("\n");
        }
        ZkServer.start(ServerConfig.builder(dataDir.resolve("two"))
                        .clientPort(0)
                        .build())
                .close(); // nothing was left running or locked
    }

    private static CreateRequest create(String path, int flags) {
        return new CreateRequest(OpCode.CREATE, path, Bytes.ofUtf8("data"), Acl.OPEN_UNSAFE, flags);
    }
}
