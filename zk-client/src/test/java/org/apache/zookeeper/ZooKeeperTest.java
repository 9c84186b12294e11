/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.zookeeper;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.CheckRequest;
import io.zk4j.protocol.CreateRequest;
import io.zk4j.protocol.ErrorCode;
import io.zk4j.protocol.EventType;
import io.zk4j.protocol.ExistsRequest;
import io.zk4j.protocol.GetDataRequest;
import io.zk4j.protocol.GetDataResponse;
import io.zk4j.protocol.MultiReadRequest;
import io.zk4j.protocol.MultiRequest;
import io.zk4j.protocol.MultiResponse;
import io.zk4j.protocol.MultiResult;
import io.zk4j.protocol.SetDataRequest;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.client.HostProvider;
import org.apache.zookeeper.client.ZKClientConfig;
import org.apache.zookeeper.client.ZooKeeperBuilder;
import org.apache.zookeeper.data.ACL;
import org.apache.zookeeper.data.Stat;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Constructors, session, chroot and errors of a client, against a server that the test plays. */
@Timeout(180)
@SuppressWarnings("try") // close() throws InterruptedException, as in Apache's API
class ZooKeeperTest {
    private static final io.zk4j.protocol.Stat STAT = new io.zk4j.protocol.Stat(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);

    private final Recorder told = new Recorder();
    private PlayedServer server;

    @BeforeEach
    void startServer() throws IOException {
        server = new PlayedServer();
    }

    @AfterEach
    void stopServer() throws IOException {
        server.close();
    }

    @Test
    void theShortestConstructorAsksForThirtySecondsAndNeedsNoWatcher() throws Exception {
        try (var zk = new ZooKeeper(server.address())) {
            assertThat(zk.getSessionTimeout()).isIn(30_000, PlayedServer.TIMEOUT_MILLIS);
            assertThat(server.greeting().timeoutMillis()).isEqualTo(30_000);
        }
    }

    @Test
    void onceConnectedTheServersWordOnTheSessionCounts() throws Exception {
        try (var zk = new ZooKeeper(server.address(), 20_000, told.watcher("default"))) {
            told.next();
            assertThat(zk.getState()).isEqualTo(ZooKeeper.States.CONNECTED);
            assertThat(zk.getSessionTimeout()).isEqualTo(PlayedServer.TIMEOUT_MILLIS);
            assertThat(zk.getSessionId()).isEqualTo(PlayedServer.SESSION_ID);
            assertThat(zk.getSessionPasswd()).isEqualTo(PlayedServer.PASSWORD.toArray());
            assertThat(zk.toString()).contains("CONNECTED", "0x1234", server.address());
        }
    }

    @Test
    void aSessionOfAnotherClientIsTakenUp() throws Exception {
        byte[] password = PlayedServer.PASSWORD.toArray();
        try (var zk = new ZooKeeper(server.address(), 20_000, null, PlayedServer.SESSION_ID, password, true)) {
            var greeting = server.greeting();
            assertThat(greeting.sessionId()).isEqualTo(PlayedServer.SESSION_ID);
            assertThat(greeting.password()).isEqualTo(PlayedServer.PASSWORD);
            assertThat(greeting.readOnly()).isTrue();
        }
    }

    @Test
    void aBuilderSaysTheSameAsConstructors() throws Exception {
        var builder = new ZooKeeperBuilder(server.address(), Duration.ofSeconds(7))
                .withDefaultWatcher(told.watcher("built"))
                .withCanBeReadOnly(true)
                .withClientConfig(new ZKClientConfig());
        try (var zk = builder.build()) {
            var greeting = server.greeting();
            assertThat(greeting.timeoutMillis()).isEqualTo(7_000);
            assertThat(greeting.readOnly()).isTrue();
            assertThat(told.next()).isEqualTo("built SyncConnected None null");
        }
    }

    @Test
    void aRequestTimeoutOfYearsIsTaken() throws Exception {
        var config = new ZKClientConfig();
        config.setProperty(ZKClientConfig.ZOOKEEPER_REQUEST_TIMEOUT, "99999999999");
        try (var zk = new ZooKeeper(server.address(), 20_000, null, config)) {
            var read = inBackground(() -> zk.exists("/a", false));
            server.take(ExistsRequest.class);
            server.refuse(ErrorCode.NO_NODE.code());
            assertThat(read.join()).isNull();
        }
    }

    @Test
    void aClientThatShouldUseTlsDoesNotDoWithout() {
        var config = new ZKClientConfig();
        config.setProperty(ZKClientConfig.SECURE_CLIENT, "true");
        config.setProperty("zookeeper.ssl.trustStore.location", "nowhere.jks");
        assertThatThrownBy(() -> new ZooKeeper(server.address(), 20_000, null, config))
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll("zookeeper.ssl.trustStore.location", "nowhere.jks", "no such file");
    }

    @Test
    void aHostProviderDecidesWhereToConnectAndWhenToLeave() throws Exception {
        var told = this.told;
        var provider = new HostProvider() {
            @Override
            public int size() {
                return 1;
            }

            @Override
            public InetSocketAddress next(long spinDelay) {
                told.add("next");
                return InetSocketAddress.createUnresolved("127.0.0.1", server.port());
            }

            @Override
            public void onConnected() {
                told.add("connected");
            }

            @Override
            public boolean updateServerList(
                    Collection<InetSocketAddress> servers, @Nullable InetSocketAddress current) {
                told.add("update to " + servers.size() + " from " + current);
                return true;
            }
        };
        try (var zk = new ZooKeeper("elsewhere.invalid:1", 20_000, null, false, provider)) {
            assertThat(told.next()).isEqualTo("next");
            assertThat(told.next()).isEqualTo("connected");
            assertThat(zk.toString()).contains("server:127.0.0.1:" + server.port());
            zk.updateServerList("a:1,b:2");
            assertThat(told.next()).isEqualTo("update to 2 from /127.0.0.1:" + server.port());
            assertThat(told.next()).isEqualTo("next");
            assertThat(told.next()).isEqualTo("connected");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "host:99999", "host:port", "host//a"})
    void aWrongConnectStringIsRefusedAtOnce(String connectString) {
        assertThatIllegalArgumentException().isThrownBy(() -> new ZooKeeper(connectString, 20_000, null));
    }

    @Test
    void pathsGoInAndComeOutBelowTheChroot() throws Exception {
        try (var zk = new ZooKeeper(server.address() + "/app", 20_000, told.watcher("default"))) {
            told.next();
            var created = inBackground(() -> zk.create("/a", null, ZooDefs.Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT));
            assertThat(server.take(CreateRequest.class).path()).isEqualTo("/app/a");
            server.reply(new io.zk4j.protocol.CreateResponse("/app/a"));
            assertThat(created.join()).isEqualTo("/a");

            var refused = inBackground(() -> zk.setData("/a", null, 1));
            server.take(SetDataRequest.class);
            server.refuse(ErrorCode.BAD_VERSION.code());
            assertThat(failureOf(refused)).isInstanceOf(KeeperException.BadVersionException.class);
            assertThat(failureOf(refused).getPath()).isEqualTo("/a");

            var read = inBackground(() -> zk.getData("/a", true, null));
            server.take(GetDataRequest.class);
            server.reply(new GetDataResponse(Bytes.ofUtf8("x"), STAT));
            assertThat(read.join()).isEqualTo("x".getBytes(UTF_8));
            server.event(EventType.NODE_DELETED, "/app/a");
            assertThat(told.next()).isEqualTo("default SyncConnected NodeDeleted /a");
        }
    }

    @Test
    void aStatGivenIsFilledIn() throws Exception {
        try (var zk = new ZooKeeper(server.address(), 20_000, null)) {
            var stat = new Stat();
            var read = inBackground(() -> zk.getData("/a", false, stat));
            server.take(GetDataRequest.class);
            server.reply(new GetDataResponse(null, STAT));
            assertThat(read.join()).isNull();
            assertThat(stat).isEqualTo(new Stat(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11));
        }
    }

    @Test
    void aNodeThatIsNotThereHasNoStatButIsNoError() throws Exception {
        try (var zk = new ZooKeeper(server.address(), 20_000, null)) {
            var stat = inBackground(() -> zk.exists("/a", told.watcher("watcher")));
            server.take(ExistsRequest.class);
            server.refuse(ErrorCode.NO_NODE.code());
            assertThat(stat.join()).isNull();
            server.event(EventType.NODE_CREATED, "/a");
            assertThat(told.next()).isEqualTo("watcher SyncConnected NodeCreated /a");
        }
    }

    @Test
    void aRequestThatIsTooLargeForTheServerAloneNamesPathSizeAndSetting() throws Exception {
        try (var zk = new ZooKeeper(server.address(), 20_000, null)) {
            var refused = inBackground(() -> zk.setData("/a", new byte[5_000], -1));
            server.take(SetDataRequest.class);
            server.refuse(ErrorCode.MARSHALLING_ERROR.code());
            assertThat(failureOf(refused))
                    .isInstanceOf(KeeperException.MarshallingErrorException.class)
                    .hasMessageContainingAll("/a", "takes 50", "the server's jute.maxbuffer");
        }
    }

    @Test
    void aCodeOfANewerServerIsTold() throws Exception {
        try (var zk = new ZooKeeper(server.address(), 20_000, null)) {
            var refused = inBackground(() -> zk.exists("/a", false));
            server.take(ExistsRequest.class);
            server.refuse(-4711);
            assertThat(failureOf(refused))
                    .isInstanceOf(KeeperException.SystemErrorException.class)
                    .hasMessageContaining("-4711")
                    .hasMessageContaining("/a");
        }
    }

    @Test
    void aLostConnectionIsToldWithWhatWasAsked() throws Exception {
        try (var zk = new ZooKeeper(server.address(), 20_000, null)) {
            var lost = inBackground(() -> zk.setData("/a", null, -1));
            server.take(SetDataRequest.class);
            server.drop();
            assertThat(failureOf(lost))
                    .isInstanceOf(KeeperException.ConnectionLossException.class)
                    .hasMessageStartingWith("KeeperErrorCode = ConnectionLoss for /a");
        }
    }

    @Test
    void aRequestTimeoutEndsACallThatIsNotAnswered() throws Exception {
        var config = new ZKClientConfig();
        config.setProperty(ZKClientConfig.ZOOKEEPER_REQUEST_TIMEOUT, "50");
        try (var zk = new ZooKeeper(server.address(), 20_000, told.watcher("default"), config)) {
            told.next();
            assertThatThrownBy(() -> zk.exists("/a", false))
                    .isInstanceOf(KeeperException.RequestTimeoutException.class);
        }
    }

    @Test
    void aFailedMultiTellsWhichOperationAndWhatBecameOfTheOthers() throws Exception {
        try (var zk = new ZooKeeper(server.address(), 20_000, null)) {
            var multi = inBackground(() -> zk.multi(List.of(Op.check("/a", 0), Op.check("/b", 1), Op.check("/c", 2))));
            assertThat(server.take(MultiRequest.class).requests()).contains(new CheckRequest("/b", 1));
            server.reply(failed(0, ErrorCode.BAD_VERSION.code(), ErrorCode.RUNTIME_INCONSISTENCY.code()));

            KeeperException failure = failureOf(multi);
            assertThat(failure).isInstanceOf(KeeperException.BadVersionException.class);
            assertThat(failure.getPath()).isEqualTo("/b");
            assertThat(failure.getResults())
                    .extracting(result -> ((OpResult.ErrorResult) result).getErr())
                    .containsExactly(0, -103, -2);
        }
    }

    @Test
    void readsInAMultiFailOneByOne() throws Exception {
        try (var zk = new ZooKeeper(server.address(), 20_000, null)) {
            var multi = inBackground(() -> zk.multi(List.of(Op.getData("/a"), Op.getChildren("/b"))));
            server.take(MultiReadRequest.class);
            server.reply(failed(ErrorCode.NO_NODE.code(), ErrorCode.NO_AUTH.code()));
            assertThat(multi.join()).containsExactly(new OpResult.ErrorResult(-101), new OpResult.ErrorResult(-102));
        }
    }

    @Test
    void aCallbackOfAMultiGetsTheFirstErrorAndAllResults() throws Exception {
        try (var zk = new ZooKeeper(server.address(), 20_000, null)) {
            AsyncCallback.MultiCallback callback =
                    (rc, path, ctx, results) -> told.add(Code.get(rc) + " " + path + " " + ctx + " " + results);
            zk.transaction().check("/a", 0).check("/b", 1).commit(callback, "ctx");
            server.take(MultiRequest.class);
            server.reply(failed(0, ErrorCode.NO_NODE.code()));
            assertThat(told.next()).isEqualTo("NONODE null ctx [ErrorResult[0], ErrorResult[-101]]");

            zk.multi(List.of(Op.create("/a", null, ZooDefs.Ids.OPEN_ACL_UNSAFE, 9)), callback, "ctx");
            assertThat(told.next()).isEqualTo("BADARGUMENTS null ctx null");
        }
    }

    @Test
    void callbacksOfFailedCallsGetTheCodeAndNoResult() throws Exception {
        try (var zk = new ZooKeeper(server.address(), 20_000, null)) {
            AsyncCallback.Create2Callback callback =
                    (rc, path, ctx, name, stat) -> told.add(Code.get(rc) + " " + path + " " + name + " " + stat);
            zk.create("/a", null, ZooDefs.Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT, callback, null);
            server.take(CreateRequest.class);
            server.refuse(ErrorCode.NODE_EXISTS.code());
            assertThat(told.next()).isEqualTo("NODEEXISTS /a null null");
        }
    }

    @Test
    void theDefaultWatcherMustExistToBeAskedFor() throws Exception {
        try (var zk = new ZooKeeper(server.address(), 20_000, null)) {
            assertThatIllegalStateException().isThrownBy(() -> zk.exists("/a", true));
            assertThatIllegalStateException().isThrownBy(() -> zk.addWatch("/a", AddWatchMode.PERSISTENT));
        }
    }

    @Test
    void anEmptyAccessControlListNeverLeavesTheClient() throws Exception {
        try (var zk = new ZooKeeper(server.address(), 20_000, null)) {
            assertThatThrownBy(() -> zk.create("/a", null, List.of(), CreateMode.PERSISTENT))
                    .isInstanceOf(KeeperException.InvalidACLException.class);
            assertThatThrownBy(() -> zk.setACL("/a", null, -1)).isInstanceOf(KeeperException.InvalidACLException.class);
            assertThatThrownBy(() -> zk.setACL("/a", Arrays.asList((ACL) null), -1))
                    .isInstanceOf(KeeperException.InvalidACLException.class);
        }
    }

    @Test
    void anAccessControlListMayBeOneThatCannotBeAskedForNull() throws Exception {
        try (var zk = new ZooKeeper(server.address(), 20_000, null)) {
            var acl = List.of(new ACL(ZooDefs.Perms.ALL, ZooDefs.Ids.ANYONE_ID_UNSAFE));
            var created = inBackground(() -> zk.create("/a", null, acl, CreateMode.PERSISTENT));
            assertThat(server.take(CreateRequest.class).acls()).hasSize(1);
            server.reply(new io.zk4j.protocol.CreateResponse("/a"));
            assertThat(created.join()).isEqualTo("/a");
        }
    }

    private static MultiResponse failed(int... errors) {
        return new MultiResponse(Arrays.stream(errors)
                .<MultiResult>mapToObj(MultiResult.Failed::new)
                .toList());
    }

    private static KeeperException failureOf(CompletableFuture<?> call) {
        CompletionException failure = catchThrowableOfType(CompletionException.class, call::join);
        return (KeeperException) failure.getCause();
    }

    private static <T> CompletableFuture<T> inBackground(Callable<T> call) {
        var result = new CompletableFuture<T>();
        var thread = new Thread(() -> {
            try {
                result.complete(call.call());
            } catch (Exception e) {
                result.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return result;
    }
}
