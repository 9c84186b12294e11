/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.op;

import static io.zk4j.server.op.InMemoryServer.createRequest;
import static org.assertj.core.api.Assertions.assertThat;

import io.zk4j.protocol.Acl;
import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.CloseSessionRequest;
import io.zk4j.protocol.CreateMode;
import io.zk4j.protocol.CreateRequest;
import io.zk4j.protocol.DeleteContainerRequest;
import io.zk4j.protocol.DeleteRequest;
import io.zk4j.protocol.ErrorCode;
import io.zk4j.protocol.OpCode;
import io.zk4j.protocol.Perms;
import io.zk4j.protocol.ReconfigRequest;
import io.zk4j.protocol.SetAclRequest;
import io.zk4j.protocol.SetDataRequest;
import io.zk4j.protocol.Stat;
import io.zk4j.protocol.StatResponse;
import io.zk4j.server.acl.AclPolicy;
import io.zk4j.server.metrics.Metrics;
import io.zk4j.server.txn.CloseSessionTxn;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WritesTest {
    private final InMemoryServer server = new InMemoryServer();
    private final Connection client = new Connection(7);

    private void createWith(String path, int perms) {
        var acls = List.of(new Acl(perms, "world", "anyone"));
        assertThat(server.call(client, new CreateRequest(OpCode.CREATE, path, null, acls, 0))
                        .err())
                .isEqualTo(ErrorCode.OK);
    }

    private ErrorCode delete(String path, int version) {
        return server.call(client, new DeleteRequest(path, version)).err();
    }

    private ErrorCode setData(String path, int version) {
        return server.call(client, new SetDataRequest(path, Bytes.EMPTY, version))
                .err();
    }

    private ErrorCode setAcl(String path, List<Acl> acls, int version) {
        return server.call(client, new SetAclRequest(path, acls, version)).err();
    }

    // ---- delete ----

    @ParameterizedTest
    @CsvSource({
        "noslash, BAD_ARGUMENTS",
        "/, BAD_ARGUMENTS",
        "/zookeeper, BAD_ARGUMENTS",
        "/zookeeper/quota, BAD_ARGUMENTS",
        "/zookeeper/config, BAD_ARGUMENTS",
        "/nowhere/x, NO_NODE",
        "/missing, NO_NODE",
        "/p, NOT_EMPTY",
        "/p/c, OK",
    })
    void deleteSaysWhatIsWrongFirst(String path, ErrorCode err) {
        server.create(client, "/p");
        server.create(client, "/p/c");

        assertThat(delete(path, -1)).isEqualTo(err);
    }

    @Test
    void aWrongVersionComesBeforeChildren() {
        server.create(client, "/p");
        server.create(client, "/p/c");

        assertThat(delete("/p", 5)).isEqualTo(ErrorCode.BAD_VERSION);
        assertThat(delete("/p", 0)).isEqualTo(ErrorCode.NOT_EMPTY);
    }

    @Test
    void theParentPermitsADeleteBeforeTheZnodeIsLookedUp() {
        createWith("/p", Perms.ALL & ~Perms.DELETE);
        server.create(client, "/p/c");

        assertThat(delete("/p/c", -1)).isEqualTo(ErrorCode.NO_AUTH);
        assertThat(delete("/p/missing", -1)).isEqualTo(ErrorCode.NO_AUTH);
    }

    @Test
    void theZnodesOwnAclDoesNotMatterForItsDeletion() {
        createWith("/p", Perms.READ);

        assertThat(delete("/p", -1)).isEqualTo(ErrorCode.OK);
    }

    @Test
    void deletingTwiceAtTheSameTimeWorksOnce() {
        server.create(client, "/a");
        server.propose(client, new DeleteRequest("/a", -1));
        server.propose(client, new DeleteRequest("/a", -1));

        assertThat(server.applyNext().err()).isEqualTo(ErrorCode.OK);
        assertThat(server.applyNext().err()).isEqualTo(ErrorCode.NO_NODE);
    }

    @Test
    void aChildUnderWayKeepsItsParent() {
        server.create(client, "/a");
        server.propose(client, createRequest("/a/b", CreateMode.PERSISTENT));
        server.propose(client, new DeleteRequest("/a", -1));
        server.applyNext();

        assertThat(server.applyNext().err()).isEqualTo(ErrorCode.NOT_EMPTY);
    }

    // ---- setData ----

    @Test
    void setDataRepliesTheNewStat() {
        server.create(client, "/a");
        server.timeMillis = 5_000;
        var stat = server.setData(client, "/a", "0123456789")
                .as(StatResponse.class)
                .stat();

        assertThat(stat).isEqualTo(new Stat(1, 2, 1_000, 5_000, 1, 0, 0, 0, 10, 0, 1));
    }

    @Test
    void versionsAreComparedAndMinusOneIsAny() {
        server.create(client, "/a");
        assertThat(setData("/a", 1)).isEqualTo(ErrorCode.BAD_VERSION);
        assertThat(setData("/a", 0)).isEqualTo(ErrorCode.OK);
        assertThat(setData("/a", 0)).isEqualTo(ErrorCode.BAD_VERSION);
        assertThat(setData("/a", 1)).isEqualTo(ErrorCode.OK);
        assertThat(setData("/a", -1)).isEqualTo(ErrorCode.OK);
        assertThat(setData("/a", -2)).isEqualTo(ErrorCode.BAD_VERSION);
    }

    @Test
    void theVersionOfAWriteUnderWayCountsAlready() {
        server.create(client, "/a");
        server.propose(client, new SetDataRequest("/a", Bytes.EMPTY, 0));
        server.propose(client, new SetDataRequest("/a", Bytes.EMPTY, 0));
        server.propose(client, new SetDataRequest("/a", Bytes.EMPTY, 1));

        assertThat(server.applyNext().err()).isEqualTo(ErrorCode.OK);
        assertThat(server.applyNext().err()).isEqualTo(ErrorCode.BAD_VERSION);
        assertThat(server.applyNext().as(StatResponse.class).stat().version()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "noslash, BAD_ARGUMENTS",
        "/a/, BAD_ARGUMENTS",
        "/missing, NO_NODE",
        "/zookeeper/config, NO_AUTH",
        "/, OK",
        "/zookeeper, OK",
    })
    void setDataSaysWhatIsWrongFirst(String path, ErrorCode err) {
        assertThat(setData(path, -1)).isEqualTo(err);
    }

    @Test
    void writePermissionComesBeforeTheVersion() {
        createWith("/a", Perms.ALL & ~Perms.WRITE);

        assertThat(setData("/a", 77)).isEqualTo(ErrorCode.NO_AUTH);
    }

    // ---- setACL ----

    @Test
    void theAclHasAVersionOfItsOwn() {
        server.create(client, "/a");
        setData("/a", -1);

        assertThat(setAcl("/a", Acl.OPEN_UNSAFE, 1)).isEqualTo(ErrorCode.BAD_VERSION);
        assertThat(setAcl("/a", Acl.OPEN_UNSAFE, 0)).isEqualTo(ErrorCode.OK);
        assertThat(server.tree.get("/a").aversion()).isEqualTo(1);
        assertThat(server.tree.get("/a").version()).isEqualTo(1);
    }

    @Test
    void setAclSaysWhatIsWrongFirst() {
        createWith("/a", Perms.ALL & ~Perms.ADMIN);

        assertThat(setAcl("noslash", List.of(), -1)).isEqualTo(ErrorCode.BAD_ARGUMENTS);
        assertThat(setAcl("/missing", List.of(), -1)).isEqualTo(ErrorCode.INVALID_ACL);
        assertThat(setAcl("/missing", Acl.OPEN_UNSAFE, -1)).isEqualTo(ErrorCode.NO_NODE);
        assertThat(setAcl("/a", Acl.OPEN_UNSAFE, 77)).isEqualTo(ErrorCode.NO_AUTH);
    }

    @Test
    void permissionsThatAreUnderWayCountAlready() {
        server.create(client, "/a");
        server.propose(client, new SetAclRequest("/a", Acl.READ_UNSAFE, -1));
        server.propose(client, new SetDataRequest("/a", Bytes.EMPTY, -1));
        server.applyNext();

        assertThat(server.applyNext().err()).isEqualTo(ErrorCode.NO_AUTH);
    }

    // ---- closing a session ----

    @Test
    void aSessionTakesItsEphemeralsWithItAlsoThoseUnderWay() {
        var other = new Connection(8);
        server.create(client, "/mine", CreateMode.EPHEMERAL);
        server.create(other, "/yours", CreateMode.EPHEMERAL);
        server.propose(client, createRequest("/late", CreateMode.EPHEMERAL));
        var closing = server.propose(client, new CloseSessionRequest());
        server.applyNext();
        server.applyNext();

        assertThat(((CloseSessionTxn) closing.txn()).paths()).containsExactlyInAnyOrder("/mine", "/late");
        assertThat(server.tree.get("/mine")).isNull();
        assertThat(server.tree.get("/late")).isNull();
        assertThat(server.tree.get("/yours")).isNotNull();
        assertThat(server.tree.get("/").numChildren()).isEqualTo(2);
    }

    @Test
    void anEphemeralWhoseDeletionIsUnderWayIsNotDeletedTwice() {
        server.create(client, "/mine", CreateMode.EPHEMERAL);
        server.propose(client, new DeleteRequest("/mine", -1));
        var closing = server.propose(client, new CloseSessionRequest());
        server.applyNext();
        server.applyNext();

        assertThat(((CloseSessionTxn) closing.txn()).paths()).isEmpty();
    }

    // ---- what only the server does, and what it does not do ----

    @Test
    void clientsCannotDeleteContainersPastAllPermissions() {
        server.call(client, new CreateRequest(OpCode.CREATE_CONTAINER, "/c", null, Acl.OPEN_UNSAFE, 4));

        assertThat(server.call(client, new DeleteContainerRequest("/c")).err()).isEqualTo(ErrorCode.UNIMPLEMENTED);
        assertThat(server.callAsServer(new DeleteContainerRequest("/c")).err()).isEqualTo(ErrorCode.OK);
    }

    @Test
    void theReaperLeavesWhatHasBecomeSomethingElse() {
        server.create(client, "/persistent");
        server.create(client, "/ephemeral", CreateMode.EPHEMERAL);
        server.call(client, new CreateRequest(OpCode.CREATE_CONTAINER, "/c", null, Acl.OPEN_UNSAFE, 4));
        server.create(client, "/c/child");

        assertThat(server.callAsServer(new DeleteContainerRequest("/persistent"))
                        .err())
                .isEqualTo(ErrorCode.BAD_VERSION);
        assertThat(server.callAsServer(new DeleteContainerRequest("/ephemeral")).err())
                .isEqualTo(ErrorCode.BAD_VERSION);
        assertThat(server.callAsServer(new DeleteContainerRequest("/c")).err()).isEqualTo(ErrorCode.NOT_EMPTY);
        assertThat(server.callAsServer(new DeleteContainerRequest("/gone")).err())
                .isEqualTo(ErrorCode.NO_NODE);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aServerOnItsOwnHasNoMembersToChange(boolean enabled) {
        var alone =
                new InMemoryServer(new OperationSettings(AclPolicy.standard(), true, false, enabled, new Metrics()));
        var request = new ReconfigRequest(null, null, "server.1=a:1:2", -1);

        assertThat(alone.call(client, request).err())
                .isEqualTo(enabled ? ErrorCode.UNIMPLEMENTED : ErrorCode.RECONFIG_DISABLED);
    }
}
