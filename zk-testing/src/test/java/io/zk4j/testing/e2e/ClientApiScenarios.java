/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zk4j.testing.Fault;
import io.zk4j.testing.FaultyProxy;
import io.zk4j.testing.ServerHandle;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.zookeeper.AddWatchMode;
import org.apache.zookeeper.AsyncCallback.VoidCallback;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.OpResult;
import org.apache.zookeeper.Transaction;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.Watcher.WatcherType;
import org.apache.zookeeper.ZKUtil;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.admin.ZooKeeperAdmin;
import org.apache.zookeeper.client.FourLetterWordMain;
import org.apache.zookeeper.client.ZKClientConfig;
import org.apache.zookeeper.data.ClientInfo;
import org.apache.zookeeper.data.Stat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The client API under Apache's names, method by method, as an application uses it. One server for all scenarios; each has a node of its own, which is
 * its client's root.
 */
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(240)
@SuppressWarnings("try") // close() throws InterruptedException, as in Apache's API
abstract class ClientApiScenarios {
    private static final int SESSION_TIMEOUT_MILLIS = 30_000;
    private static final int PATIENCE_SECONDS = 60;
    private static final byte[] DATA = "data".getBytes(UTF_8);

    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private ServerHandle server;
    private String root;
    private ZooKeeper zk;

    abstract ServerHandle start(Path folder);

    @BeforeAll
    void startServer(@TempDir Path folder) {
        server = start(folder);
    }

    @AfterAll
    void stopServer() {
        server.close();
    }

    @BeforeEach
    void connect(TestInfo test) throws Exception {
        root = "/" + test.getTestMethod().orElseThrow().getName();
        try (var maker = new ZooKeeper(server.connectString())) {
            maker.create(root, null, Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
        }
        zk = client(root);
    }

    @AfterEach
    void disconnect() throws InterruptedException {
        zk.close();
        events.clear();
    }

    @Test
    void nodesOfEveryModeAreCreated() throws Exception {
        assertThat(create("/plain", CreateMode.PERSISTENT)).isEqualTo("/plain");
        assertThat(create("/number-", CreateMode.PERSISTENT_SEQUENTIAL)).isEqualTo("/number-0000000001");
        assertThat(create("/mine-", CreateMode.EPHEMERAL_SEQUENTIAL)).isEqualTo("/mine-0000000002");
        assertThat(create("/container", CreateMode.CONTAINER)).isEqualTo("/container");
        var stat = new Stat();
        assertThat(zk.create("/mine", DATA, Ids.OPEN_ACL_UNSAFE, CreateMode.EPHEMERAL, stat))
                .isEqualTo("/mine");
        assertThat(stat.getEphemeralOwner()).isEqualTo(zk.getSessionId());
        assertThat(stat.getDataLength()).isEqualTo(DATA.length);
        assertThat(zk.create("/for-a-while", DATA, Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT_WITH_TTL, stat, 60_000))
                .isEqualTo("/for-a-while");
        assertThat(zk.create(
                        "/for-a-while-",
                        DATA,
                        Ids.OPEN_ACL_UNSAFE,
                        CreateMode.PERSISTENT_SEQUENTIAL_WITH_TTL,
                        stat,
                        60_000))
                .isEqualTo("/for-a-while-0000000006");

        assertThat(zk.getEphemerals()).containsExactlyInAnyOrder("/mine", "/mine-0000000002");
        assertThat(zk.getEphemerals("/mine-")).containsExactly("/mine-0000000002");
        assertThat(zk.getAllChildrenNumber("/")).isEqualTo(7);
    }

    @Test
    void dataIsReadAndWrittenWithVersions() throws Exception {
        create("/a", CreateMode.PERSISTENT);
        assertThat(zk.setData("/a", "new".getBytes(UTF_8), 0).getVersion()).isEqualTo(1);
        var stat = new Stat();
        assertThat(zk.getData("/a", false, stat)).asString(UTF_8).isEqualTo("new");
        assertThat(stat).isEqualTo(zk.exists("/a", false));
        assertThatThrownBy(() -> zk.setData("/a", DATA, 0))
                .isInstanceOf(KeeperException.BadVersionException.class)
                .hasMessage("KeeperErrorCode = BadVersion for /a");
        assertThatThrownBy(() -> zk.delete("/a", 7)).isInstanceOf(KeeperException.BadVersionException.class);
        zk.setData("/a", null, -1);
        assertThat(zk.getData("/a", false, null)).isNull();
        zk.delete("/a", 2);
        assertThat(zk.exists("/a", false)).isNull();
    }

    @Test
    void childrenAreListedAndParentsAreNotDeletedBeforeThem() throws Exception {
        create("/a", CreateMode.PERSISTENT);
        create("/a/x", CreateMode.PERSISTENT);
        create("/a/y", CreateMode.PERSISTENT);
        var stat = new Stat();
        assertThat(zk.getChildren("/a", false)).containsExactlyInAnyOrder("x", "y");
        assertThat(zk.getChildren("/a", false, stat)).containsExactlyInAnyOrder("x", "y");
        assertThat(stat.getNumChildren()).isEqualTo(2);
        assertThatThrownBy(() -> zk.delete("/a", -1)).isInstanceOf(KeeperException.NotEmptyException.class);
        assertThatThrownBy(() -> create("/a/x", CreateMode.PERSISTENT))
                .isInstanceOf(KeeperException.NodeExistsException.class);
        assertThatThrownBy(() -> create("/none/x", CreateMode.PERSISTENT))
                .isInstanceOf(KeeperException.NoNodeException.class);
    }

    @Test
    void accessIsGrantedToWhomTheListNames() throws Exception {
        zk.addAuthInfo("digest", "alice:secret".getBytes(UTF_8));
        zk.create("/private", DATA, Ids.CREATOR_ALL_ACL, CreateMode.PERSISTENT);
        assertThat(zk.whoAmI()).extracting(ClientInfo::getAuthScheme).contains("digest", "ip");
        var stat = new Stat();
        assertThat(zk.getACL("/private", stat)).singleElement().satisfies(entry -> {
            assertThat(entry.getPerms()).isEqualTo(31);
            assertThat(entry.getId().getScheme()).isEqualTo("digest");
            assertThat(entry.getId().getId()).startsWith("alice:");
        });
        try (var stranger = client(root)) {
            assertThatThrownBy(() -> stranger.getData("/private", false, null))
                    .isInstanceOf(KeeperException.NoAuthException.class)
                    .hasMessageContaining("/private");
            assertThat(zk.setACL("/private", Ids.READ_ACL_UNSAFE, stat.getAversion())
                            .getAversion())
                    .isEqualTo(1);
            assertThat(stranger.getData("/private", false, null)).isEqualTo(DATA);
        }
    }

    @Test
    void watchesFireOnceAndTellTheClientsPath() throws Exception {
        create("/a", CreateMode.PERSISTENT);
        zk.getData("/a", watcher("data"), null);
        zk.getChildren("/", watcher("children"));
        zk.exists("/b", watcher("exists"));
        zk.setData("/a", DATA, -1);
        zk.setData("/a", DATA, -1);
        create("/b", CreateMode.PERSISTENT);
        zk.delete("/b", -1);
        assertThat(told(3))
                .containsExactly("data NodeDataChanged /a", "exists NodeCreated /b", "children NodeChildrenChanged /");
        zk.sync("/");
        assertThat(events).isEmpty();
    }

    @Test
    void watchesThatStayFireUntilTheyAreRemoved() throws Exception {
        Watcher recursive = watcher("recursive");
        zk.addWatch("/", recursive, AddWatchMode.PERSISTENT_RECURSIVE);
        zk.addWatch("/a", watcher("persistent"), AddWatchMode.PERSISTENT);
        create("/a", CreateMode.PERSISTENT);
        create("/a/b", CreateMode.PERSISTENT);
        assertThat(told(4))
                .containsExactlyInAnyOrder(
                        "recursive NodeCreated /a",
                        "persistent NodeCreated /a",
                        "recursive NodeCreated /a/b",
                        "persistent NodeChildrenChanged /a");
        zk.removeWatches("/", recursive, WatcherType.Any, false);
        zk.removeAllWatches("/a", WatcherType.Persistent, false);
        assertThat(told(2))
                .containsExactly("recursive PersistentWatchRemoved /", "persistent PersistentWatchRemoved /a");
        assertThatThrownBy(() -> zk.removeWatches("/", recursive, WatcherType.Any, false))
                .isInstanceOf(KeeperException.NoWatcherException.class);
        zk.setData("/a", DATA, -1);
        zk.sync("/");
        assertThat(events).isEmpty();
    }

    @Test
    void aMultiHappensAsAWholeOrNotAtAll() throws Exception {
        List<OpResult> results = zk.transaction()
                .create("/a", DATA, Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT)
                .setData("/a", null, 0)
                .check("/a", 1)
                .create("/a/n-", DATA, Ids.OPEN_ACL_UNSAFE, CreateMode.EPHEMERAL_SEQUENTIAL)
                .commit();
        assertThat(results).hasSize(4);
        assertThat(((OpResult.SetDataResult) results.get(1)).getStat().getVersion())
                .isEqualTo(1);
        assertThat(((OpResult.CreateResult) results.get(3)).getPath()).isEqualTo("/a/n-0000000000");

        Transaction failing = zk.transaction()
                .delete("/a/n-0000000000", -1)
                .delete("/none", -1)
                .check("/a", 1);
        assertThatThrownBy(failing::commit).isInstanceOfSatisfying(KeeperException.NoNodeException.class, e -> {
            assertThat(e.getPath()).isEqualTo("/none");
            assertThat(e.getResults())
                    .containsExactly(
                            new OpResult.ErrorResult(0), new OpResult.ErrorResult(-101), new OpResult.ErrorResult(-2));
        });
        assertThat(zk.multi(List.of(Op.getChildren("/a"), Op.getData("/none"), Op.getData("/a"))))
                .element(0)
                .isEqualTo(new OpResult.GetChildrenResult(List.of("n-0000000000")));
    }

    @Test
    void callbacksGetWhatWaitingCallsReturn() throws Exception {
        var outcome = new CompletableFuture<String>();
        zk.create(
                "/a",
                DATA,
                Ids.OPEN_ACL_UNSAFE,
                CreateMode.PERSISTENT,
                (rc, path, ctx, name, stat) -> outcome.complete(rc + " " + name + " " + stat.getVersion() + " " + ctx),
                "ctx");
        assertThat(outcome.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo("0 /a 0 ctx");

        var number = new CompletableFuture<Integer>();
        zk.getAllChildrenNumber("/", (rc, path, ctx, count) -> number.complete(count), null);
        assertThat(number.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(1);

        var synced = new CompletableFuture<String>();
        VoidCallback whenSynced = (rc, path, ctx) -> synced.complete(rc + " " + path);
        zk.sync("/", whenSynced, null);
        assertThat(synced.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo("0 /");
    }

    @Test
    void theMembershipIsReadPastTheChroot() throws Exception {
        var stat = new Stat();
        assertThat(zk.getConfig(false, stat)).isNotNull();
        assertThat(stat.getAversion()).isEqualTo(-1);
    }

    @Test
    void aStandaloneServerDoesNotChangeItsMembership() throws Exception {
        try (var admin = new ZooKeeperAdmin(server.connectString(), SESSION_TIMEOUT_MILLIS, null)) {
            assertThatThrownBy(() -> admin.reconfigure("server.2=h:1:2:participant;3", null, null, -1, null))
                    .isInstanceOf(KeeperException.ReconfigDisabledException.class);
        }
    }

    @Test
    void aSessionIsTakenOverByAnotherClient() throws Exception {
        try (var proxy = FaultyProxy.before(server.clientPort(), 1);
                var first = new ZooKeeper(proxy.connectString() + root, SESSION_TIMEOUT_MILLIS, event -> {})) {
            first.create("/mine", DATA, Ids.OPEN_ACL_UNSAFE, CreateMode.EPHEMERAL);
            proxy.strike(Fault.REFUSE); // or else the first one would take it back at once
            try (var heir = new ZooKeeper(
                    server.connectString() + root,
                    SESSION_TIMEOUT_MILLIS,
                    null,
                    first.getSessionId(),
                    first.getSessionPasswd())) {
                assertThat(heir.getEphemerals()).containsExactly("/mine");
                assertThat(heir.getSessionId()).isEqualTo(first.getSessionId());
            }
            proxy.heal();
        }
        try (var later = client(root)) {
            assertThat(later.exists("/mine", false)).isNull();
        }
    }

    @Test
    void anExpiredSessionIsToldAndCannotBeUsed() throws Exception {
        create("/mine", CreateMode.EPHEMERAL);
        var expired = new CompletableFuture<Watcher.Event.KeeperState>();
        zk.register(event -> {
            if (event.getState() == Watcher.Event.KeeperState.Expired) {
                expired.complete(event.getState());
            }
        });
        zk.getTestable().injectSessionExpiration();
        assertThat(expired.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isNotNull();
        assertThatThrownBy(() -> zk.exists("/mine", false)).isInstanceOf(KeeperException.SessionExpiredException.class);
    }

    @Test
    void aCredentialThatIsRefusedEndsTheSessionAndEveryWatcherHearsOfIt() throws Exception {
        var told = new LinkedBlockingQueue<String>();
        zk.exists(
                "/absent", event -> told.add("watcher " + event.getState())); // by now the connection has been told of
        zk.register(event -> told.add("default " + event.getState()));

        zk.addAuthInfo("no-such-scheme", DATA);

        assertThat(List.of(take(told), take(told)))
                .containsExactlyInAnyOrder("default AuthFailed", "watcher AuthFailed");
        assertThat(zk.getState()).isEqualTo(ZooKeeper.States.AUTH_FAILED);
        assertThatThrownBy(() -> zk.exists("/", false)).isInstanceOf(KeeperException.AuthFailedException.class);
        zk.close();
        assertThat(told).isEmpty();
    }

    @Test
    void whatIsBeyondTheLimitIsNamedAndTheSessionLives() throws Exception {
        for (int i = 0; i < 100; i++) {
            create("/a-child-with-a-name-of-some-length-" + i, CreateMode.PERSISTENT);
        }
        var config = new ZKClientConfig();
        config.setProperty(ZKClientConfig.JUTE_MAXBUFFER, "2000");
        try (var small = new ZooKeeper(server.connectString() + root, SESSION_TIMEOUT_MILLIS, event -> {}, config)) {
            small.create("/mine", null, Ids.OPEN_ACL_UNSAFE, CreateMode.EPHEMERAL);
            long session = small.getSessionId();

            assertThatThrownBy(() -> small.setData("/mine", new byte[3_000], -1))
                    .isInstanceOf(KeeperException.class)
                    .hasMessageContainingAll("/mine", "takes 30", "2000", "jute.maxbuffer");
            assertThatThrownBy(() -> small.getChildren("/", false))
                    .isInstanceOf(KeeperException.class)
                    .hasMessageContainingAll(root, "2000", "jute.maxbuffer");

            assertThat(small.exists("/mine", false).getEphemeralOwner()).isEqualTo(session);
            assertThat(small.getState()).isEqualTo(ZooKeeper.States.CONNECTED);
        }
    }

    private static String take(BlockingQueue<String> told) throws InterruptedException {
        return told.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Test
    void wholeSubtreesAreWalkedAndDeleted() throws Exception {
        for (String path : new String[] {"/t", "/t/a", "/t/a/x", "/t/b"}) {
            create(path, CreateMode.PERSISTENT);
        }
        assertThat(ZKUtil.listSubTreeBFS(zk, "/t")).hasSize(4).startsWith("/t").endsWith("/t/a/x");
        var visited = new ArrayList<String>();
        ZKUtil.visitSubTreeDFS(zk, "/t", false, (rc, path, ctx, name) -> visited.add(name));
        assertThat(visited).containsExactly("/t", "/t/a", "/t/a/x", "/t/b");
        ZKUtil.deleteRecursive(zk, "/t/a");
        assertThat(ZKUtil.deleteRecursive(zk, "/t", 2)).isTrue();
        assertThat(zk.getChildren("/", false)).isEmpty();
        assertThatThrownBy(() -> ZKUtil.deleteRecursive(zk, "/t")).isInstanceOf(KeeperException.NoNodeException.class);
    }

    @Test
    void aServerListMayBeReplacedWithoutLosingTheSession() throws Exception {
        create("/mine", CreateMode.EPHEMERAL);
        long session = zk.getSessionId();
        zk.updateServerList(server.connectString() + ",127.0.0.1:1");
        assertThat(zk.getEphemerals()).containsExactly("/mine");
        assertThat(zk.getSessionId()).isEqualTo(session);
    }

    @Test
    void aServerAnswersWords() throws Exception {
        assertThat(FourLetterWordMain.send4LetterWord("127.0.0.1", server.clientPort(), "srvr"))
                .contains("Mode: standalone");
    }

    private String create(String path, CreateMode mode) throws KeeperException, InterruptedException {
        return zk.create(path, DATA, Ids.OPEN_ACL_UNSAFE, mode);
    }

    private ZooKeeper client(String chroot) throws IOException {
        return new ZooKeeper(server.connectString() + chroot, SESSION_TIMEOUT_MILLIS, event -> {});
    }

    /** Records what happens to nodes; what happens to the connection is left out. */
    private Watcher watcher(String name) {
        return event -> {
            if (event.getType() != Watcher.Event.EventType.None) {
                events.add(name + " " + event.getType() + " " + event.getPath());
            }
        };
    }

    private List<String> told(int count) throws InterruptedException {
        var told = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            String next = events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(next).as("after %s one more event should come", told).isNotNull();
            told.add(next);
        }
        return told;
    }
}
