/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zk4j.protocol.Acl;
import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.CloseSessionRequest;
import io.zk4j.protocol.CreateMode;
import io.zk4j.protocol.CreateRequest;
import io.zk4j.protocol.ErrorCode;
import io.zk4j.protocol.ExistsRequest;
import io.zk4j.protocol.GetDataRequest;
import io.zk4j.protocol.GetDataResponse;
import io.zk4j.protocol.OpCode;
import io.zk4j.protocol.PingRequest;
import io.zk4j.protocol.SetDataRequest;
import io.zk4j.protocol.SyncRequest;
import io.zk4j.server.core.MemberServer.MemberOptions;
import io.zk4j.server.quorum.broadcast.ZabPhase;
import io.zk4j.server.quorum.membership.Membership;
import io.zk4j.server.quorum.message.ServerState;
import io.zk4j.server.session.SessionPassword;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several cores that agree over connections in memory: roles, requests, sessions. */
class MembersTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int LONG_TIMEOUT_MILLIS = 30_000;
    private static final int SHORT_TIMEOUT_MILLIS = 3_000;
    private static final long FIRST_OF_AN_EPOCH = 1L << 32;
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
            var data = (GetDataResponse) reader.reply().body();
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
        assertThat(again.handshake(LONG_TIMEOUT_MILLIS, welcome.sessionId(), welcome.password())
                        .accepted())
                .isTrue();
        again.send(create("/more"));
        assertThat(again.reply().err()).isZero();
        awaitEverywhere("/more");
        assertThat(leader().tree.get("/kept")).isNotNull();
    }

    @Test
    void aSessionThatMovesLeavesItsOldConnectionWithoutAWord() throws Exception {
        startThree();
        var before = follower().connect(LONG_TIMEOUT_MILLIS);
        var welcome = before.welcome();
        var after = leader().stranger();
        assertThat(after.handshake(LONG_TIMEOUT_MILLIS, welcome.sessionId(), welcome.password())
                        .accepted())
                .isTrue();

        before.send(create("/from-before"));
        assertThat(before.next()).isInstanceOf(Outgoing.Close.class);
        after.send(create("/from-after"), new ExistsRequest("/from-before", false));
        assertThat(after.reply().err()).isZero();
        assertThat(after.reply().err()).isEqualTo(ErrorCode.NO_NODE.code());

        var back = follower().stranger();
        assertThat(back.handshake(LONG_TIMEOUT_MILLIS, welcome.sessionId(), welcome.password())
                        .accepted())
                .isTrue();
        back.send(create("/from-back"));
        assertThat(back.reply().err()).isZero();
        after.send(create("/from-after-2"));
        assertThat(after.next()).isInstanceOf(Outgoing.Close.class);
    }

    @Test
    void aSessionThatNobodyKnowsIsNotResumedAtALearner() throws Exception {
        startThree();
        var stranger = follower().stranger();
        var welcome = stranger.handshake(LONG_TIMEOUT_MILLIS, 77, Bytes.wrap(SessionPassword.of(77)));
        assertThat(welcome.accepted()).isFalse();
    }

    @Test
    void aSilentSessionExpiresWithItsEphemeralsWhereverItsClientWas() throws Exception {
        startThree();
        var silent = follower().connect(SHORT_TIMEOUT_MILLIS);
        var lively = follower().connect(SHORT_TIMEOUT_MILLIS);
        silent.send(create("/silent", CreateMode.EPHEMERAL));
        lively.send(create("/lively", CreateMode.EPHEMERAL));
        assertThat(silent.reply().err()).isZero();
        assertThat(lively.reply().err()).isZero();
        awaitEverywhere("/silent");

        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(() -> {
            lively.send(new PingRequest());
            assertThat(lively.reply().err()).isZero();
            return servers.values().stream().allMatch(server -> server.tree.get("/silent") == null);
        });
        assertThat(silent.next()).isInstanceOf(Outgoing.Close.class);
        awaitEverywhere("/lively");
    }

    @Test
    void aClosedSessionTakesItsEphemeralsAlong() throws Exception {
        startThree();
        var client = follower().connect(LONG_TIMEOUT_MILLIS);
        client.send(create("/mine", CreateMode.EPHEMERAL), new CloseSessionRequest());
        assertThat(client.reply().err()).isZero();
        assertThat(client.reply().err()).isZero();
        assertThat(client.next()).isInstanceOf(Outgoing.Close.class);
        awaitNowhere("/mine");
    }

    @Test
    void aLocalSessionCostsNothingUntilItWantsAnEphemeral() throws Exception {
        options = new MemberOptions(100_000, 500, true, true, true);
        startThree();
        long before = leader().tree.lastZxid();
        var client = follower().connect(LONG_TIMEOUT_MILLIS);
        client.send(new ExistsRequest("/a", false));
        assertThat(client.reply().zxid()).as("no transaction made the session").isEqualTo(before);
        client.send(create("/a"));
        assertThat(client.reply().zxid()).isEqualTo(Math.max(before, FIRST_OF_AN_EPOCH) + 1);

        client.send(create("/e", CreateMode.EPHEMERAL), new GetDataRequest("/e", false));
        assertThat(client.reply().err()).isZero();
        assertThat(client.reply().err()).isZero();
        awaitEverywhere("/e");
        client.send(new CloseSessionRequest());
        assertThat(client.reply().err()).isZero();
        awaitNowhere("/e");

        var brief = leader().connect(LONG_TIMEOUT_MILLIS);
        long then = leader().tree.lastZxid();
        brief.send(new CloseSessionRequest());
        assertThat(brief.reply().zxid()).as("no transaction ended the session").isEqualTo(then);
        assertThat(brief.next()).isInstanceOf(Outgoing.Close.class);
    }

    @Test
    void aLocalSessionThatMustStayLocalGetsNoEphemeral() throws Exception {
        options = new MemberOptions(100_000, 500, true, true, false);
        startThree();
        var client = follower().connect(LONG_TIMEOUT_MILLIS);
        client.send(create("/a"), create("/e", CreateMode.EPHEMERAL), create("/b"));
        assertThat(client.reply().err()).isZero();
        assertThat(client.reply().err()).isEqualTo(ErrorCode.EPHEMERAL_ON_LOCAL_SESSION.code());
        assertThat(client.reply().err()).isZero();
    }

    @Test
    void aLeaderThatDoesNotServeStillServesThroughTheOthers() throws Exception {
        options = new MemberOptions(100_000, 500, false, false, false);
        startThree();
        var client = follower().connect(LONG_TIMEOUT_MILLIS);
        client.send(create("/a"));
        assertThat(client.reply().err()).isZero();
        var turnedAway = leader().stranger();
        turnedAway.ask(LONG_TIMEOUT_MILLIS);
        assertThat(turnedAway.next()).isInstanceOf(Outgoing.Close.class);
    }

    @Test
    void whoWasAwayIsBroughtUpToDate() throws Exception {
        options = new MemberOptions(100, 500, true, false, false);
        startThree();
        long away = follower().sid;
        stop(away);
        write("/few", 20);
        start(away);
        awaitService();
        awaitEverywhere("/few19");

        stop(away);
        write("/many", 700);
        start(away);
        awaitService();
        awaitEverywhere("/many699");
        assertThat(servers.get(away).tree.digest()).isEqualTo(leader().tree.digest());
    }

    /** With a transaction of the new epoch the old log cannot just be cut back: the leader sends a snapshot then. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatOnlyAnOldLeaderHasIsTakenBack(boolean othersGoOn) throws Exception {
        startThree();
        write("/common", 10);
        var alone = leader();
        var client = alone.connect(LONG_TIMEOUT_MILLIS);
        network.mute(alone.sid);
        client.send(create("/lost"), create("/lost-too"));
        alone.settle();
        stop(alone.sid);
        assertThat(alone.tree.get("/lost")).as("it is not decided").isNull();

        awaitService();
        if (othersGoOn) {
            write("/meanwhile", 10);
        }
        start(alone.sid);
        awaitService();
        write("/later", 10);
        awaitEverywhere("/later9");
        awaitNowhere("/lost");
        assertThat(servers.get(alone.sid).digest()).isEqualTo(leader().digest());
    }

    private void write(String prefix, int count) {
        var client = leader().connect(LONG_TIMEOUT_MILLIS);
        for (int i = 0; i < count; i++) {
            client.send(create(prefix + i));
        }
        for (int i = 0; i < count; i++) {
            assertThat(client.reply().err()).isZero();
        }
    }
}
