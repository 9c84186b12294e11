/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.zookeeper;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.zk4j.client.session.Chroot;
import io.zk4j.client.session.WatchChange;
import io.zk4j.protocol.Acl;
import io.zk4j.protocol.AddWatchRequest;
import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.CheckWatchesRequest;
import io.zk4j.protocol.Create2Response;
import io.zk4j.protocol.CreateRequest;
import io.zk4j.protocol.CreateResponse;
import io.zk4j.protocol.CreateTtlRequest;
import io.zk4j.protocol.DeleteRequest;
import io.zk4j.protocol.GetChildrenRequest;
import io.zk4j.protocol.GetDataRequest;
import io.zk4j.protocol.GetEphemeralsRequest;
import io.zk4j.protocol.GetEphemeralsResponse;
import io.zk4j.protocol.MultiReadRequest;
import io.zk4j.protocol.MultiRequest;
import io.zk4j.protocol.MultiResponse;
import io.zk4j.protocol.MultiResult;
import io.zk4j.protocol.OpCode;
import io.zk4j.protocol.RemoveWatchesRequest;
import io.zk4j.protocol.Request;
import io.zk4j.protocol.SetDataRequest;
import io.zk4j.protocol.Stat;
import io.zk4j.protocol.StatResponse;
import io.zk4j.protocol.SyncRequest;
import java.util.List;
import org.apache.zookeeper.KeeperException.BadArgumentsException;
import org.apache.zookeeper.Watcher.WatcherType;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallsTest {
    private static final Stat STAT = new Stat(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
    private static final List<org.apache.zookeeper.data.ACL> OPEN = ZooDefs.Ids.OPEN_ACL_UNSAFE;
    private static final byte[] DATA = "data".getBytes(UTF_8);

    private final Calls atRoot = new Calls(Chroot.NONE);
    private final Calls below = new Calls(Chroot.of("/app"));
    private final Watcher watcher = event -> {};

    @Test
    void aCreateWithoutStatAsksForThePathOnly() {
        var call = atRoot.create("/a", DATA, OPEN, CreateMode.EPHEMERAL_SEQUENTIAL, false, -1);
        assertThat(call.request())
                .isEqualTo(new CreateRequest(OpCode.CREATE, "/a", Bytes.copyOf(DATA), Acl.OPEN_UNSAFE, 3));
        assertThat(call.result().apply(new CreateResponse("/a0000000007")))
                .isEqualTo(new Calls.Created("/a0000000007", null));
    }

    @Test
    void aCreateWithStatAsksForBoth() {
        var call = below.create("/a", null, OPEN, CreateMode.PERSISTENT, true, -1);
        assertThat(call.request()).isEqualTo(new CreateRequest(OpCode.CREATE2, "/app/a", null, Acl.OPEN_UNSAFE, 0));
        assertThat(call.result().apply(new Create2Response("/app/a", STAT)))
                .isEqualTo(new Calls.Created("/a", Wire.stat(STAT)));
    }

    @Test
    void containersAndNodesWithATimeToLiveHaveRequestsOfTheirOwn() {
        assertThat(atRoot.create("/a", null, OPEN, CreateMode.CONTAINER, false, -1)
                        .request())
                .isEqualTo(new CreateRequest(OpCode.CREATE_CONTAINER, "/a", null, Acl.OPEN_UNSAFE, 4));
        assertThat(atRoot.create("/a", null, OPEN, CreateMode.PERSISTENT_WITH_TTL, true, 500)
                        .request())
                .isEqualTo(new CreateTtlRequest("/a", null, Acl.OPEN_UNSAFE, 5, 500));
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 1L << 40})
    void aTimeToLiveMustBeOneThatServersCanStore(long ttl) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> atRoot.create("/a", null, OPEN, CreateMode.PERSISTENT_WITH_TTL, true, ttl))
                .withMessageContaining("1 to 1099511627775 ms");
    }

    @ParameterizedTest
    @EnumSource(names = {"PERSISTENT", "EPHEMERAL", "CONTAINER"})
    void onlySomeModesHaveATimeToLive(CreateMode mode) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> atRoot.create("/a", null, OPEN, mode, true, 500))
                .withMessageContaining(mode.name());
    }

    @Test
    void theNameOfASequentialNodeMayBeNothingButItsNumber() {
        assertThat(atRoot.create("/a/", null, OPEN, CreateMode.PERSISTENT_SEQUENTIAL, false, -1)
                        .request())
                .isEqualTo(new CreateRequest(OpCode.CREATE, "/a/", null, Acl.OPEN_UNSAFE, 2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> atRoot.create("/a/", null, OPEN, CreateMode.PERSISTENT, false, -1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "/a/", "//", "/a/../b", "/a\u0000"})
    void pathsThatAreNotLegalNeverLeaveTheClient(String path) {
        assertThatIllegalArgumentException().isThrownBy(() -> atRoot.exists(path, null));
        assertThatIllegalArgumentException().isThrownBy(() -> atRoot.delete(path, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> atRoot.multi(List.of(Op.check(path, 0))));
    }

    @Test
    void aChrootIsPutInFrontOfPathsAndTheRootBecomesTheChroot() {
        assertThat(below.sync("/").request()).isEqualTo(new SyncRequest("/app"));
        assertThat(below.setData("/a/b", DATA, 3).request())
                .isEqualTo(new SetDataRequest("/app/a/b", Bytes.copyOf(DATA), 3));
    }

    @Test
    void theRootOfAChrootCannotBeDeletedByThoseBelowIt() {
        assertThat(below.delete("/", -1).request()).isEqualTo(new DeleteRequest("/", -1));
        assertThat(below.delete("/a", -1).request()).isEqualTo(new DeleteRequest("/app/a", -1));
    }

    @Test
    void theMembershipIsReadPastEveryChroot() {
        var call = below.getConfig(watcher);
        assertThat(call.request()).isEqualTo(new GetDataRequest("/zookeeper/config", true));
        assertThat(call.change()).isEqualTo(new WatchChange.Add<>(WatchChange.Kind.DATA, "/zookeeper/config", watcher));
    }

    @Test
    void ephemeralNodesBesideTheChrootAreNotAskedFor() {
        var call = below.getEphemerals("/");
        assertThat(call.request()).isEqualTo(new GetEphemeralsRequest("/app/"));
        assertThat(call.result().apply(new GetEphemeralsResponse(List.of("/app/a", "/app/b/c"))))
                .containsExactly("/a", "/b/c");
        assertThat(atRoot.getEphemerals("/").request()).isEqualTo(new GetEphemeralsRequest("/"));
    }

    @Test
    void aWatcherIsAskedForOnTheWireAndKeptForTheReply() {
        var call = below.getChildren("/a", watcher);
        assertThat(call.request()).isEqualTo(new GetChildrenRequest("/app/a", true));
        assertThat(call.change()).isEqualTo(new WatchChange.Add<>(WatchChange.Kind.CHILD, "/app/a", watcher));
        assertThat(below.getChildren("/a", null).change()).isNull();
    }

    @Test
    void aWatchThatStaysIsOfOneOfTwoKinds() {
        assertThat(atRoot.addWatch("/a", watcher, AddWatchMode.PERSISTENT).request())
                .isEqualTo(new AddWatchRequest("/a", 0));
        assertThat(atRoot.addWatch("/a", watcher, AddWatchMode.PERSISTENT_RECURSIVE)
                        .change())
                .isEqualTo(new WatchChange.Add<>(WatchChange.Kind.PERSISTENT_RECURSIVE, "/a", watcher));
    }

    @Test
    void theServerRemovesAWatchOnlyWithItsLastWatcher() {
        assertThat(atRoot.removeWatches("/a", watcher, WatcherType.Data, false).request())
                .isEqualTo(new CheckWatchesRequest("/a", 2));
        assertThat(atRoot.removeWatches("/a", null, WatcherType.Any, true).request())
                .isEqualTo(new RemoveWatchesRequest("/a", 3));
    }

    @Test
    void theDataHandedInIsCopied() {
        byte[] reused = "before".getBytes(UTF_8);
        Request request = atRoot.setData("/a", reused, -1).request();
        reused[0] = 'X';
        assertThat(request).isEqualTo(new SetDataRequest("/a", Bytes.ofUtf8("before"), -1));
    }

    @Test
    void dataMayBeNullAndEmptyAndTheTwoDiffer() {
        assertThat(Wire.array(null)).isNull();
        assertThat(Wire.array(Bytes.EMPTY)).isEmpty();
    }

    @Test
    void aMultiOfWritesBecomesOneRequestAndItsResultsComeBackInOrder() throws Exception {
        var call = below.multi(List.of(
                Op.create("/a", null, OPEN, CreateMode.PERSISTENT),
                Op.delete("/b", 1),
                Op.setData("/c", DATA, 2),
                Op.check("/d", 3)));
        assertThat(call.request()).isInstanceOf(MultiRequest.class);
        assertThat(((MultiRequest) call.request()).requests()).element(1).isEqualTo(new DeleteRequest("/app/b", 1));

        var results = call.result()
                .apply(new MultiResponse(List.of(
                        new MultiResult.Done(OpCode.CREATE, new CreateResponse("/app/a")),
                        new MultiResult.Done(OpCode.DELETE, new io.zk4j.protocol.EmptyResponse()),
                        new MultiResult.Done(OpCode.SET_DATA, new StatResponse(STAT)),
                        new MultiResult.Failed(-103))));
        assertThat(results)
                .containsExactly(
                        new OpResult.CreateResult("/a"),
                        new OpResult.DeleteResult(),
                        new OpResult.SetDataResult(Wire.stat(STAT)),
                        new OpResult.ErrorResult(-103));
    }

    @Test
    void aMultiOfReadsIsAnotherRequest() throws Exception {
        var call = below.multi(List.of(Op.getData("/a"), Op.getChildren("/b")));
        assertThat(call.request())
                .isEqualTo(new MultiReadRequest(
                        List.of(new GetDataRequest("/app/a", false), new GetChildrenRequest("/app/b", false))));
    }

    @Test
    void aMultiDoesNotMixWritesAndReads() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> atRoot.multi(List.of(Op.check("/a", 0), Op.getData("/b"))))
                .withMessageContaining("/b");
    }

    @Test
    void aMultiWithAModeThatDoesNotExistNeverLeavesTheClient() {
        Assertions.assertThatExceptionOfType(BadArgumentsException.class)
                .isThrownBy(() -> atRoot.multi(List.of(Op.create("/a", null, OPEN, 9))));
    }
}
