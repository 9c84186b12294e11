/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zk4j.protocol.Acl;
import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.CreateMode;
import io.zk4j.protocol.CreateRequest;
import io.zk4j.protocol.OpCode;
import io.zk4j.server.core.MemberServer.MemberOptions;
import io.zk4j.server.quorum.broadcast.ZabPhase;
import io.zk4j.server.quorum.membership.Membership;
import io.zk4j.server.quorum.message.ServerState;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Leaders that stop in the midst of writes, whose ends only some servers have, and come back: by DIFF, TRUNC or SNAP. */
class LeaderChangesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int ROUNDS = "soak".equals(System.getProperty("zk4j.dose", "build")) ? 100 : 4;
    private static final int WRITES = 200;
    private static final Membership MEMBERS =
            Membership.parse("server.1=a:1:2:participant\nserver.2=b:1:2:participant\nserver.3=c:1:2:participant");

    @TempDir
    private Path folder;

    private final MemoryNetwork network = new MemoryNetwork();
    private final SortedMap<Long, MemberServer> servers = new TreeMap<>();

    @AfterEach
    void stop() throws Exception {
        for (var server : servers.values()) {
            server.close();
            assertThat(server.failure).as("server " + server.sid).isNotDone();
        }
        network.close();
    }

    private void start(long sid) throws IOException {
        var options = new MemberOptions(300, 50, true, false, false);
        servers.put(sid, new MemberServer(sid, MEMBERS, folder.resolve("data" + sid), network, options));
    }

    private void awaitService() {
        await().atMost(PATIENCE)
                .until(() -> servers.values().stream()
                        .allMatch(server -> server.status().phase() == ZabPhase.BROADCAST));
    }

    private MemberServer leader() {
        return servers.values().stream()
                .filter(server -> server.status().state() == ServerState.LEADING)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatWasAcknowledgedIsThereAfterEachAndAllServersHaveTheSame() throws Exception {
        for (long sid = 1; sid <= 3; sid++) {
            start(sid);
        }
        var acknowledged = new ArrayList<String>();
        for (int round = 0; round < ROUNDS; round++) {
            awaitService();
            var clients = new ArrayList<FakeConnection>();
            for (var server : servers.values()) {
                clients.add(server.connect(MemberServer.TICK_MILLIS * 500));
            }
            for (int i = 0; i < clients.size(); i++) {
                for (int k = 0; k < WRITES; k++) {
                    clients.get(i).send(create("/r" + round + "-" + i + "-" + k));
                }
            }
            assertThat(clients.get(0).reply().err()).isZero();
            acknowledged.add("/r" + round + "-0-0");
            long stopped = leader().sid;
            servers.remove(stopped).close();
            awaitService();
            for (int i = 0; i < clients.size(); i++) {
                acknowledged.addAll(acknowledged(clients.get(i), "/r" + round + "-" + i + "-", i == 0 ? 1 : 0));
            }
            start(stopped);
            awaitService();
            assertAllHave(acknowledged);
        }
    }

    private static CreateRequest create(String path) {
        return new CreateRequest(OpCode.CREATE, path, Bytes.EMPTY, Acl.OPEN_UNSAFE, CreateMode.PERSISTENT.flag());
    }

    /** What a connection got answers for before it was closed; they come in order. */
    private static List<String> acknowledged(FakeConnection client, String prefix, int first) {
        var paths = new ArrayList<String>();
        int next = first;
        while (client.nextUnlessNone() instanceof Outgoing.Reply reply) {
            assertThat(reply.err()).isZero();
            paths.add(prefix + next);
            next++;
        }
        return paths;
    }

    private void assertAllHave(List<String> paths) {
        await().atMost(PATIENCE)
                .until(() -> servers.values().stream()
                                .map(server -> server.tree.lastZxid())
                                .distinct()
                                .count()
                        == 1);
        for (var server : servers.values()) {
            assertThat(paths).as("on server " + server.sid).allMatch(path -> server.tree.get(path) != null);
        }
        assertThat(servers.values().stream().map(MemberServer::digest).distinct())
                .as("digests")
                .hasSize(1);
    }
}
