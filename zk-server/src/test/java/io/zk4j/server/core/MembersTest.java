package io.zk4j.server.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zk4j.protocol.Acl;
import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.CreateMode;
import io.zk4j.protocol.CreateRequest;
import io.zk4j.protocol.ErrorCode;
import io.zk4j.protocol.GetDataRequest;
import io.zk4j.protocol.OpCode;
import io.zk4j.protocol.SetDataRequest;
import io.zk4j.protocol.SyncRequest;
import io.zk4j.server.core.MemberServer.MemberOptions;
import io.zk4j.server.quorum.broadcast.ZabPhase;
import io.zk4j.server.quorum.membership.Membership;
import io.zk4j.server.quorum.message.ServerState;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several cores that agree over connections in memory: roles, requests, sessions. */
class MembersTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int LONG_TIMEOUT_MILLIS = 30_000;
    private static final Membership MEMBERS = Membership.parse(
            "server.1=a:1:2:participant\nserver.2=b:1:2:participant\nserver.3=c:1:2:participant\nserver.4=d:1:2:observer");

    @TempDir
    private Path folder;

    private final MemoryNetwork network = new MemoryNetwork();
    private final SortedMap<Long, MemberServer> servers = new TreeMap<>();
    private MemberOptions options = MemberOptions.USUAL;

    @AfterEach
    void stop() throws Exception {
        for (var server : servers.values()) {
            server.close();
            assertThat(server.failure).as("server " + server.sid).isNotDone();
        }
        network.close();
    }

    private MemberServer start(long sid) throws IOException {
        var server = new MemberServer(sid, MEMBERS, folder.resolve("data" + sid), network, options);
        servers.put(sid, server);
        return server;
    }

    private void startThree() throws IOException {
        for (long sid = 1; sid <= 3; sid++) {
            start(sid);
        }
        awaitService();
    }

    private void stop(long sid) throws Exception {
        servers.remove(sid).close();
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

    private MemberServer follower() {
        return servers.values().stream()
                .filter(server -> server.status().state() == ServerState.FOLLOWING)
                .findFirst()
                .orElseThrow();
    }

    private static CreateRequest create(String path, CreateMode mode) {
        return new CreateRequest(OpCode.CREATE, path, Bytes.EMPTY, Acl.OPEN_UNSAFE, mode.flag());
    }

    private static CreateRequest create(String path) {
        return create(path, CreateMode.PERSISTENT);
    }

    private void awaitEverywhere(String path) {
        await().atMost(PATIENCE)
                .until(() -> servers.values().stream().allMatch(server -> server.tree.get(path) != null));
    }

    private void awaitNowhere(String path) {
        await().atMost(PATIENCE)
                .until(() -> servers.values().stream().allMatch(server -> server.tree.get(path) == null));
    }

    @Test
    void aWriteAtAFollowerIsAnsweredThereAndSeenEverywhere() throws Exception {
        startThree();
        start(4);
        awaitService();
        var client = follower().connect(LONG_TIMEOUT_MILLIS);
        client.send(create("/a"), create("/a"), new GetDataRequest("/a", false));

        assertThat(client.reply().err()).isZero();
        var refused = client.reply();
        assertThat(refused.err()).isEqualTo(ErrorCode.NODE_EXISTS.code());
        var read = client.reply();
        assertThat(read.err()).isZero();
        assertThat(read.zxid()).as("of the refused write, which takes one too").isEqualTo(refused.zxid());
        awaitEverywhere("/a");

        var observed = servers.get(4L).connect(LONG_TIMEOUT_MILLIS);
        observed.send(create("/b"), new SyncRequest("/"));
        assertThat(observed.reply().err()).isZero();
        assertThat(observed.reply().err()).isZero();
        awaitEverywhere("/b");
    }

    @Test
    void aSyncAtAFollowerComesBehindEverythingThatWasWrittenBefore() throws Exception {
        startThree();
        var writer = leader().connect(LONG_TIMEOUT_MILLIS);
        var reader = follower().connect(LONG_TIMEOUT_MILLIS);
        writer.send(create("/a"));
        assertThat(writer.reply().err()).isZero();
        for (int i = 0; i < 100; i++) {
            writer.send(new SetDataRequest("/a", Bytes.ofUtf8("" + i), -1));
            assertThat(writer.reply().err()).isZero();
            reader.send(new SyncRequest("/a"), new GetDataRequest("/a", false));
            assertThat(reader.reply().err()).isZero();
            var data = (io.zk4j.protocol.GetDataResponse) reader.reply().body();
            assertThat(data.data()).isEqualTo(Bytes.ofUtf8("" + i));
        }
    }

    @Test
    void theNextLeaderGoesOnWithTheSessionsOfTheLast() throws Exception {
        startThree();
        var client = follower().connect(LONG_TIMEOUT_MILLIS);
        var welcome = client.welcome();
        client.send(create("/kept", CreateMode.EPHEMERAL));
        assertThat(client.reply().err()).isZero();
        awaitEverywhere("/kept");

        stop(leader().sid);
        assertThat(client.next()).isInstanceOf(Outgoing.Close.class);
        awaitService();
        var again = leader().stranger();
        assertThat(again.handshake(LONG_TIMEOUT_MILLIS, welcome.sessionId(), welcome.password()).accepted())
                .isTrue();
        again.send(create("/more"));
        assertThat(again.reply().err()).isZero();
        awaitEverywhere("/more");
        assertThat(leader().tree.get("/kept")).isNotNull();
    }
}
