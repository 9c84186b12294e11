/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.op;

import static io.zk4j.server.op.InMemoryServer.createRequest;
import static org.assertj.core.api.Assertions.assertThat;

import io.zk4j.protocol.Acl;
import io.zk4j.protocol.CloseSessionRequest;
import io.zk4j.protocol.Create2Response;
import io.zk4j.protocol.CreateMode;
import io.zk4j.protocol.CreateRequest;
import io.zk4j.protocol.CreateResponse;
import io.zk4j.protocol.CreateTtlRequest;
import io.zk4j.protocol.ErrorCode;
import io.zk4j.protocol.OpCode;
import io.zk4j.protocol.Perms;
import io.zk4j.server.acl.AclPolicy;
import io.zk4j.server.metrics.Metrics;
import io.zk4j.server.tree.EphemeralOwner;
import io.zk4j.server.tree.Znode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CreateTest {
    private final InMemoryServer server = new InMemoryServer();
    private final Connection client = new Connection(7);

    private ErrorCode create(String path, List<Acl> acls) {
        return server.call(client, new CreateRequest(OpCode.CREATE, path, null, acls, 0))
                .err();
    }

    private ErrorCode create(String path) {
        return create(path, Acl.OPEN_UNSAFE);
    }

    private String createdPath(String path, CreateMode mode) {
        return server.create(client, path, mode).as(Create2Response.class).path();
    }

    @Test
    void createRepliesThePathAndCreate2AlsoTheStat() {
        var create = new CreateRequest(OpCode.CREATE, "/a", null, Acl.OPEN_UNSAFE, 0);
        assertThat(server.call(client, create).as(CreateResponse.class).path()).isEqualTo("/a");

        var create2 = server.create(client, "/b").as(Create2Response.class);
        assertThat(create2.path()).isEqualTo("/b");
        assertThat(create2.stat()).isEqualTo(server.tree.get("/b").stat());
        assertThat(create2.stat().czxid()).isEqualTo(2);
        assertThat(create2.stat().ctime()).isEqualTo(1_000);
    }

    @Test
    void numbersCountAllCreatesBelowTheParentAndNeverComeTwice() {
        server.create(client, "/p");
        assertThat(createdPath("/p/x-", CreateMode.PERSISTENT_SEQUENTIAL)).isEqualTo("/p/x-0000000000");
        server.create(client, "/p/plain");
        assertThat(createdPath("/p/x-", CreateMode.EPHEMERAL_SEQUENTIAL)).isEqualTo("/p/x-0000000002");
        server.delete(client, "/p/x-0000000002");
        assertThat(createdPath("/p/", CreateMode.PERSISTENT_SEQUENTIAL)).isEqualTo("/p/0000000003");
    }

    @Test
    void numbersOfRequestsThatAreUnderWayAtTheSameTimeDiffer() {
        server.create(client, "/p");
        for (int i = 0; i < 3; i++) {
            server.propose(client, createRequest("/p/x-", CreateMode.PERSISTENT_SEQUENTIAL));
        }
        for (int i = 0; i < 3; i++) {
            assertThat(server.applyNext().as(Create2Response.class).path()).isEqualTo("/p/x-000000000" + i);
        }
    }

    @Test
    void afterTheLastNumberThereIsNoNext() {
        server.tree.load(Znode.stored("/p", null, Acl.OPEN_UNSAFE, 1, 1, 0, 0, 0, Integer.MAX_VALUE - 1, 0, 0, 1));
        server.tree.loaded(1);
        server.lastProposed = 1;
        for (int i = 0; i < 4; i++) {
            server.propose(client, createRequest("/p/x", CreateMode.PERSISTENT_SEQUENTIAL));
        }
        assertThat(server.applyNext().as(Create2Response.class).path()).isEqualTo("/p/x2147483646");
        assertThat(server.applyNext().as(Create2Response.class).path()).isEqualTo("/p/x2147483647");
        assertThat(server.applyNext().err()).isEqualTo(ErrorCode.NODE_EXISTS);
        assertThat(server.applyNext().err()).isEqualTo(ErrorCode.NODE_EXISTS);
    }

    @Test
    void anEphemeralBelongsToItsSession() {
        var stat = server.create(client, "/e", CreateMode.EPHEMERAL)
                .as(Create2Response.class)
                .stat();

        assertThat(stat.ephemeralOwner()).isEqualTo(7);
    }

    @Test
    void anEphemeralHasNoChildren() {
        server.create(client, "/e", CreateMode.EPHEMERAL);

        assertThat(create("/e/child")).isEqualTo(ErrorCode.NO_CHILDREN_FOR_EPHEMERALS);
    }

    @Test
    void whatIsThereOrAboutToBeIsNotCreatedAgain() {
        server.create(client, "/a");
        assertThat(create("/a")).isEqualTo(ErrorCode.NODE_EXISTS);
        assertThat(create("/")).isEqualTo(ErrorCode.NODE_EXISTS);

        server.propose(client, createRequest("/b", CreateMode.PERSISTENT));
        server.propose(client, createRequest("/b", CreateMode.PERSISTENT));
        assertThat(server.applyNext().err()).isEqualTo(ErrorCode.OK);
        assertThat(server.applyNext().err()).isEqualTo(ErrorCode.NODE_EXISTS);
    }

    @Test
    void aFailureTakesAZxid() {
        assertThat(server.create(client, "/x/y").zxid()).isEqualTo(1);
        assertThat(server.create(client, "/x").zxid()).isEqualTo(2);
    }

    /** Which check comes first shows in the error. */
    @ParameterizedTest
    @CsvSource({
        "noslash, BAD_ARGUMENTS",
        "'', BAD_ARGUMENTS",
        "/nowhere/x, NO_NODE",
        "/nowhere//x, NO_NODE",
        "/p//x, NO_NODE",
        "/p/./x, NO_NODE",
        "/p/x/, NO_NODE",
        "//x, BAD_ARGUMENTS",
        "/p/, BAD_ARGUMENTS",
        "/p/., BAD_ARGUMENTS",
        "/p/.., BAD_ARGUMENTS",
        "relative/x, NO_NODE",
    })
    void theParentIsLookedUpBeforeThePathIsValidated(String path, ErrorCode err) {
        server.create(client, "/p");

        assertThat(create(path)).isEqualTo(err);
    }

    @ParameterizedTest
    @ValueSource(chars = {'\u0001', '\u001f', '\u007f', '\u009f', '\ud800', '\uf8ff', '\ufff0', '\uffff'})
    void controlCharactersAndTheLikeAreNotAllowed(char c) {
        assertThat(create("/x" + c)).isEqualTo(ErrorCode.BAD_ARGUMENTS);
    }

    @Test
    void nulIsNotAllowedEvenBeforeTheParentIsLookedUp() {
        assertThat(create("/nowhere/\0")).isEqualTo(ErrorCode.BAD_ARGUMENTS);
    }

    @Test
    void spacesAndForeignLettersAreAllowed() {
        assertThat(create("/größe 大小")).isEqualTo(ErrorCode.OK);
    }

    @Test
    void theAclIsCheckedBeforeTheParentIsLookedUp() {
        assertThat(create("/nowhere/x", List.of())).isEqualTo(ErrorCode.INVALID_ACL);
        assertThat(create("/x", Acl.CREATOR_ALL)).isEqualTo(ErrorCode.INVALID_ACL);
    }

    @Test
    void thePermissionIsCheckedBeforeTheRestOfThePath() {
        create("/p", List.of(new Acl(Perms.ALL & ~Perms.CREATE, "world", "anyone")));

        assertThat(create("/p/\u0001")).isEqualTo(ErrorCode.NO_AUTH);
        assertThat(create("/p/x")).isEqualTo(ErrorCode.NO_AUTH);
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 5, 6, 7, 99, -1})
    void createTakesOnlyPersistentAndEphemeralFlags(int flags) {
        for (OpCode op : List.of(OpCode.CREATE, OpCode.CREATE2)) {
            var request = new CreateRequest(op, "noslash", null, List.of(), flags);
            assertThat(server.call(client, request).err()).isEqualTo(ErrorCode.BAD_ARGUMENTS);
        }
    }

    @ParameterizedTest
    @CsvSource({"0, OK", "4, OK", "1, BAD_ARGUMENTS", "3, BAD_ARGUMENTS", "5, BAD_ARGUMENTS", "99, BAD_ARGUMENTS"})
    void createContainerMakesAContainerOrNothing(int flags, ErrorCode err) {
        var request = new CreateRequest(OpCode.CREATE_CONTAINER, "/c", null, Acl.OPEN_UNSAFE, flags);

        assertThat(server.call(client, request).err()).isEqualTo(err);
        if (err == ErrorCode.OK) {
            assertThat(server.tree.get("/c").ephemeralOwner()).isEqualTo(EphemeralOwner.CONTAINER);
            assertThat(server.tree.get("/c").stat().ephemeralOwner()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "5, 1, OK",
        "5, 1099511627775, OK",
        "6, 1000, OK",
        "5, 0, BAD_ARGUMENTS",
        "5, -1, BAD_ARGUMENTS",
        "5, 1099511627776, BAD_ARGUMENTS",
        "6, 9223372036854775807, BAD_ARGUMENTS",
        "0, 5, BAD_ARGUMENTS",
        "0, -1, BAD_ARGUMENTS",
        "1, -1, BAD_ARGUMENTS",
        "4, -1, BAD_ARGUMENTS",
        "99, 1000, BAD_ARGUMENTS",
    })
    void createTtlTakesTtlFlagsAndATimeOfAtMost40Bits(int flags, long ttlMillis, ErrorCode err) {
        var request = new CreateTtlRequest("/t", null, Acl.OPEN_UNSAFE, flags, ttlMillis);
        var reply = server.call(client, request);

        assertThat(reply.err()).isEqualTo(err);
        if (err == ErrorCode.OK) {
            var path = reply.as(Create2Response.class).path();
            assertThat(EphemeralOwner.ttlMillis(server.tree.get(path).ephemeralOwner()))
                    .isEqualTo(ttlMillis);
        }
    }

    @Test
    void withoutExtendedTypesThereIsNoTtl() {
        var old = new InMemoryServer(new OperationSettings(AclPolicy.standard(), false, false, false, new Metrics()));
        var request = new CreateTtlRequest("/t", null, Acl.OPEN_UNSAFE, 5, 1_000);

        assertThat(old.call(client, request).err()).isEqualTo(ErrorCode.UNIMPLEMENTED);
    }

    @Test
    void aSessionThatIsBeingClosedCreatesNothing() {
        server.propose(client, new CloseSessionRequest());
        server.propose(client, createRequest("/late", CreateMode.EPHEMERAL));
        server.applyNext();

        assertThat(server.applyNext().err()).isEqualTo(ErrorCode.SESSION_EXPIRED);
        assertThat(server.tree.get("/late")).isNull();
    }
}
