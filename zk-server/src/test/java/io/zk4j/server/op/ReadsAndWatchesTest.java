/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.op;

import static org.assertj.core.api.Assertions.assertThat;

import io.zk4j.protocol.Acl;
import io.zk4j.protocol.AddWatchRequest;
import io.zk4j.protocol.CheckRequest;
import io.zk4j.protocol.CheckWatchesRequest;
import io.zk4j.protocol.ClientInfo;
import io.zk4j.protocol.CreateMode;
import io.zk4j.protocol.CreateRequest;
import io.zk4j.protocol.DeleteRequest;
import io.zk4j.protocol.ErrorCode;
import io.zk4j.protocol.ExistsRequest;
import io.zk4j.protocol.GetAclRequest;
import io.zk4j.protocol.GetAclResponse;
import io.zk4j.protocol.GetAllChildrenNumberRequest;
import io.zk4j.protocol.GetAllChildrenNumberResponse;
import io.zk4j.protocol.GetChildren2Request;
import io.zk4j.protocol.GetChildren2Response;
import io.zk4j.protocol.GetChildrenRequest;
import io.zk4j.protocol.GetDataRequest;
import io.zk4j.protocol.GetEphemeralsRequest;
import io.zk4j.protocol.GetEphemeralsResponse;
import io.zk4j.protocol.OpCode;
import io.zk4j.protocol.Perms;
import io.zk4j.protocol.RemoveWatchesRequest;
import io.zk4j.protocol.Request;
import io.zk4j.protocol.SetWatches2Request;
import io.zk4j.protocol.SetWatchesRequest;
import io.zk4j.protocol.SyncRequest;
import io.zk4j.protocol.SyncResponse;
import io.zk4j.protocol.UnknownRequest;
import io.zk4j.protocol.WhoAmIRequest;
import io.zk4j.protocol.WhoAmIResponse;
import io.zk4j.server.acl.AuthId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadsAndWatchesTest {
    private static final Acl ALICE_MAY_ALL = new Acl(Perms.ALL, "digest", "alice:hash");

    private final InMemoryServer server = new InMemoryServer();
    private final Connection client = new Connection(7);
    private final Connection writer = new Connection(8);

    private ErrorCode call(Request request) {
        return server.call(client, request).err();
    }

    private void createWith(String path, Acl... acls) {
        server.call(writer, new CreateRequest(OpCode.CREATE, path, null, List.of(acls), 0));
    }

    static List<Request> readsOf(String path) {
        return List.of(
                new ExistsRequest(path, false),
                new GetDataRequest(path, false),
                new GetChildrenRequest(path, false),
                new GetChildren2Request(path, false),
                new GetAllChildrenNumberRequest(path));
    }

    static List<Request> readsOfSecret() {
        return readsOf("/secret");
    }

    static List<Request> readsOfMissing() {
        return readsOf("/missing");
    }

    @ParameterizedTest
    @MethodSource("readsOfSecret")
    void readingNeedsThePermissionToRead(Request read) {
        createWith("/secret", new Acl(Perms.ALL & ~Perms.READ, "world", "anyone"), ALICE_MAY_ALL);
        assertThat(call(read)).isEqualTo(ErrorCode.NO_AUTH);

        client.ids.add(new AuthId("digest", "alice:hash"));
        assertThat(call(read)).isEqualTo(ErrorCode.OK);
    }

    @ParameterizedTest
    @MethodSource("readsOfMissing")
    void whatIsMissingIsMissing(Request read) {
        assertThat(call(read)).isEqualTo(ErrorCode.NO_NODE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "//", "/a/", "/a//b"})
    void aNonsensePathIsAPathWithoutAZnode(String path) {
        for (Request read : readsOf(path)) {
            assertThat(call(read)).isEqualTo(ErrorCode.NO_NODE);
        }
    }

    @Test
    void anEmptyPathIsTheRootToReaders() {
        for (Request read : readsOf("")) {
            assertThat(call(read)).isEqualTo(ErrorCode.OK);
        }
    }

    @Test
    void existsRefusesNul() {
        assertThat(call(new ExistsRequest("/a\0b", true))).isEqualTo(ErrorCode.BAD_ARGUMENTS);
        assertThat(server.watches.watcherCount()).isZero();
    }

    @Test
    void childrenAreBareNamesAndKeepUp() {
        server.create(writer, "/p");
        for (int i = 0; i < 5; i++) {
            server.create(writer, "/p/c" + i);
            var reply =
                    server.call(client, new GetChildren2Request("/p", false)).as(GetChildren2Response.class);
            assertThat(reply.children()).hasSize(i + 1).contains("c" + i);
            assertThat(reply.stat().numChildren()).isEqualTo(i + 1);
        }
        server.delete(writer, "/p/c0");
        assertThat(server.call(client, new GetChildren2Request("/p", false))
                        .as(GetChildren2Response.class)
                        .children())
                .containsExactlyInAnyOrder("c1", "c2", "c3", "c4");
    }

    @ParameterizedTest
    @CsvSource({"/, 6", "/p, 2", "/p/c, 1", "/p/c/d, 0"})
    void allChildrenAreCountedAtAnyDepth(String path, int number) {
        server.create(writer, "/p");
        server.create(writer, "/p/c");
        server.create(writer, "/p/c/d");

        assertThat(server.call(client, new GetAllChildrenNumberRequest(path))
                        .as(GetAllChildrenNumberResponse.class)
                        .totalNumber())
                .isEqualTo(number);
    }

    @Test
    void theAclIsShownToWhoMayReadOrAdministerAndHashesOnlyToTheLatter() {
        createWith("/read", new Acl(Perms.READ, "world", "anyone"), ALICE_MAY_ALL);
        createWith("/admin", new Acl(Perms.ADMIN, "world", "anyone"), ALICE_MAY_ALL);
        createWith("/write", new Acl(Perms.WRITE, "world", "anyone"), ALICE_MAY_ALL);

        assertThat(server.call(client, new GetAclRequest("/read"))
                        .as(GetAclResponse.class)
                        .acls())
                .contains(new Acl(Perms.ALL, "digest", "alice:x"));
        assertThat(server.call(client, new GetAclRequest("/admin"))
                        .as(GetAclResponse.class)
                        .acls())
                .contains(ALICE_MAY_ALL);
        assertThat(call(new GetAclRequest("/write"))).isEqualTo(ErrorCode.NO_AUTH);
        assertThat(call(new GetAclRequest("/missing"))).isEqualTo(ErrorCode.NO_NODE);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {"null, 3", "'', 3", "' ', 3", "/, 3", "/a, 2", "/ab, 1", "/b, 1", "/c, 0"})
    void ephemeralsAreFilteredByTheirFirstLetters(String prefix, int number) {
        for (String path : List.of("/a", "/ab", "/b")) {
            server.create(client, path, CreateMode.EPHEMERAL);
        }
        server.create(writer, "/abc", CreateMode.EPHEMERAL);

        assertThat(server.call(client, new GetEphemeralsRequest(prefix))
                        .as(GetEphemeralsResponse.class)
                        .ephemerals())
                .hasSize(number);
    }

    @Test
    void whoAmITellsNamesWithoutHashes() {
        client.ids.add(AuthId.SUPER);
        client.ids.add(new AuthId("digest", "alice:hash"));

        assertThat(server.call(client, new WhoAmIRequest())
                        .as(WhoAmIResponse.class)
                        .clientInfo())
                .containsExactly(
                        new ClientInfo("ip", "127.0.0.1"),
                        new ClientInfo("super", ""),
                        new ClientInfo("digest", "alice"));
    }

    @Test
    void syncEchoesAnything() {
        assertThat(server.call(client, new SyncRequest("no path at all"))
                        .as(SyncResponse.class)
                        .path())
                .isEqualTo("no path at all");
    }

    @Test
    void whatNobodyKnowsIsUnimplemented() {
        assertThat(call(new UnknownRequest(50))).isEqualTo(ErrorCode.UNIMPLEMENTED);
        assertThat(call(new CheckRequest("/", -1))).isEqualTo(ErrorCode.UNIMPLEMENTED);
    }

    // ---- Watches that reads leave ----

    @Test
    void readsLeaveAWatchOnlyIfTheySucceedExceptExists() {
        createWith("/secret", ALICE_MAY_ALL);
        for (String path : List.of("/missing", "/secret")) {
            call(new GetDataRequest(path, true));
            call(new GetChildrenRequest(path, true));
            call(new GetChildren2Request(path, true));
        }
        call(new ExistsRequest("/secret", true));
        assertThat(server.watches.watcherCount()).isZero();

        call(new ExistsRequest("/missing", true));
        server.create(writer, "/missing");
        assertThat(client.takeReceived()).containsExactly("NODE_CREATED /missing @2");
    }

    @Test
    void withoutAskingThereIsNoWatch() {
        server.create(writer, "/a");
        readsOf("/a").forEach(this::call);

        assertThat(server.watches.watcherCount()).isZero();
    }

    @Test
    void anEventIsThereBeforeTheReplyOfTheOwnWrite() {
        server.create(client, "/a");
        call(new GetDataRequest("/a", true));
        var reply = server.setData(client, "/a", "x");

        assertThat(client.takeReceived()).containsExactly("NODE_DATA_CHANGED /a @" + reply.zxid());
    }

    @Test
    void aProposalThatIsNotAppliedFiresNothing() {
        server.create(client, "/a");
        call(new GetDataRequest("/a", true));
        server.propose(writer, new DeleteRequest("/a", -1));
        assertThat(client.takeReceived()).isEmpty();
        server.applyNext();
        assertThat(client.takeReceived()).hasSize(1);
    }

    // ---- Operations on watches ----

    @Test
    void watchesCanBeCheckedAndRemoved() {
        assertThat(call(new CheckWatchesRequest("/a", 3))).isEqualTo(ErrorCode.NO_WATCHER);
        assertThat(call(new AddWatchRequest("/a", 0))).isEqualTo(ErrorCode.OK);
        assertThat(call(new CheckWatchesRequest("/a", 3))).isEqualTo(ErrorCode.OK);
        assertThat(call(new CheckWatchesRequest("/a", 5))).isEqualTo(ErrorCode.NO_WATCHER);
        assertThat(call(new RemoveWatchesRequest("/a", 5))).isEqualTo(ErrorCode.NO_WATCHER);
        assertThat(call(new RemoveWatchesRequest("/a", 4))).isEqualTo(ErrorCode.OK);
        assertThat(call(new RemoveWatchesRequest("/a", 3))).isEqualTo(ErrorCode.NO_WATCHER);
        assertThat(client.takeReceived()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "9, 1", "3, 7"})
    void anUnknownKindOfWatchIsMalformed(int type, int mode) {
        if (type != 3) {
            assertThat(call(new CheckWatchesRequest("/a", type))).isEqualTo(ErrorCode.MARSHALLING_ERROR);
            assertThat(call(new RemoveWatchesRequest("/a", type))).isEqualTo(ErrorCode.MARSHALLING_ERROR);
        } else {
            assertThat(call(new AddWatchRequest("/a", mode))).isEqualTo(ErrorCode.MARSHALLING_ERROR);
        }
    }

    @Test
    void restoredWatchesSayAtOnceWhatWasMissed() {
        for (String path : List.of("/same", "/changed", "/gone", "/kids")) {
            server.create(writer, path);
        }
        long seen = server.tree.lastZxid();
        server.setData(writer, "/changed", "x");
        server.create(writer, "/new");
        server.create(writer, "/kids/a");
        server.delete(writer, "/gone");

        call(new SetWatchesRequest(
                seen,
                List.of("/same", "/changed", "/gone"),
                List.of("/new", "/never"),
                List.of("/same", "/kids", "/gone")));

        assertThat(client.takeReceived())
                .containsExactly(
                        "NODE_DATA_CHANGED /changed @ffffffffffffffff",
                        "NODE_DELETED /gone @ffffffffffffffff",
                        "NODE_CREATED /new @ffffffffffffffff",
                        "NODE_CHILDREN_CHANGED /kids @ffffffffffffffff",
                        "NODE_DELETED /gone @ffffffffffffffff");

        server.setData(writer, "/changed", "y");
        server.create(writer, "/kids/b");
        assertThat(client.takeReceived()).isEmpty();
        server.setData(writer, "/same", "x");
        server.create(writer, "/same/kid");
        server.create(writer, "/never");
        assertThat(client.takeReceived()).hasSize(3);
    }

    @Test
    void watchesThatStayAreRestoredWithoutCatchingUp() {
        server.create(writer, "/p");
        server.setData(writer, "/p", "missed");
        call(new SetWatches2Request(1, List.of(), List.of(), List.of(), List.of("/p"), List.of("/")));
        assertThat(client.takeReceived()).isEmpty();

        server.create(writer, "/p/c");
        assertThat(client.takeReceived()).containsExactly("NODE_CREATED /p/c @3", "NODE_CHILDREN_CHANGED /p @3");
    }
}
