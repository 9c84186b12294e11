/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.zk4j.client.BadVersionException;
import io.zk4j.client.CreateOptions;
import io.zk4j.client.EnsembleChange;
import io.zk4j.client.MultiFailedException;
import io.zk4j.client.NoAuthException;
import io.zk4j.client.NoNodeException;
import io.zk4j.client.NodeExistsException;
import io.zk4j.client.NotEmptyException;
import io.zk4j.client.Op;
import io.zk4j.client.OpResult;
import io.zk4j.client.Read;
import io.zk4j.client.ReadResult;
import io.zk4j.client.RequestRefusedException;
import io.zk4j.client.SessionExpiredException;
import io.zk4j.client.SessionState;
import io.zk4j.client.WatchEvent;
import io.zk4j.client.WatchMode;
import io.zk4j.client.ZkClient;
import io.zk4j.protocol.Acl;
import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.ClientInfo;
import io.zk4j.protocol.ErrorCode;
import io.zk4j.testing.Fault;
import io.zk4j.testing.FaultyProxy;
import io.zk4j.testing.ServerHandle;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
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

/** Every operation of the asynchronous client, each test below a znode of its own. */
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(240)
abstract class AsyncClientScenarios {
    private static final Bytes DATA = Bytes.ofUtf8("data");
    private static final long EVENT_SECONDS_MAX = 60;

    private final BlockingQueue<WatchEvent> events = new LinkedBlockingQueue<>();
    private ServerHandle server;
    private String root;
    private ZkClient client;

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
    void connect(TestInfo test) {
        root = "/" + test.getTestMethod().orElseThrow().getName();
        client = open(ZkClient.builder(server.connectString())
                .sessionTimeout(Duration.ofSeconds(30))
                .open());
    }

    private ZkClient open(ZkClient whole) {
        done(whole.create(root, Bytes.EMPTY));
        return whole.below(root);
    }

    @AfterEach
    void disconnect() {
        client.close();
        events.clear();
    }

    private static <T> T done(CompletionStage<T> call) {
        try {
            return call.toCompletableFuture().join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    private static ThrowingCallable doing(CompletionStage<?> call) {
        return () -> done(call);
    }

    private WatchEvent nextEvent() throws InterruptedException {
        return events.poll(EVENT_SECONDS_MAX, TimeUnit.SECONDS);
    }

    @Test
    void nodesOfEveryKindAreCreated() {
        var persistent = done(client.create("/p", DATA));
        assertThat(persistent.path()).isEqualTo("/p");
        assertThat(persistent.stat().dataLength()).isEqualTo(DATA.length());

        var sequential = CreateOptions.PERSISTENT.sequential();
        assertThat(done(client.create("/s", DATA, sequential)).path()).isEqualTo("/s0000000001");
        var ephemeral = done(client.create("/e", DATA, CreateOptions.EPHEMERAL));
        assertThat(ephemeral.stat().ephemeralOwner())
                .isEqualTo(client.state().sessionId())
                .isNotZero();
        assertThat(done(client.create("/e", DATA, CreateOptions.EPHEMERAL.sequential()))
                        .path())
                .startsWith("/e0");
        done(client.create("/c", DATA, CreateOptions.CONTAINER));
        var ttl = CreateOptions.PERSISTENT.ttl(Duration.ofHours(1));
        done(client.create("/t", DATA, ttl));
        assertThat(done(client.create("/t", DATA, ttl.sequential())).path()).startsWith("/t0");

        assertThat(done(client.ephemerals("/"))).hasSize(2).contains("/e");
        assertThat(done(client.countBelow("/"))).isEqualTo(7);
        assertThatThrownBy(doing(client.create("/p", DATA)))
                .isInstanceOf(NodeExistsException.class)
                .hasMessageContaining("/p");
    }

    @Test
    void dataIsReadWrittenAndDeletedWithVersions() {
        done(client.create("/a", DATA));

        assertThat(done(client.set("/a", Bytes.ofUtf8("more"), 0)).version()).isEqualTo(1);
        assertThatThrownBy(doing(client.set("/a", DATA, 0))).isInstanceOf(BadVersionException.class);
        assertThat(done(client.set("/a", DATA)).version()).isEqualTo(2);
        assertThat(done(client.get("/a")).text()).isEqualTo("data");
        assertThat(done(client.exists("/a")).orElseThrow().version()).isEqualTo(2);
        assertThat(done(client.exists("/b"))).isEmpty();
        assertThatThrownBy(doing(client.get("/b"))).isInstanceOf(NoNodeException.class);

        done(client.create("/a/b", DATA));
        assertThat(done(client.children("/a")).names()).containsExactly("b");
        assertThatThrownBy(doing(client.delete("/a"))).isInstanceOf(NotEmptyException.class);
        assertThatThrownBy(doing(client.delete("/a/b", 7))).isInstanceOf(BadVersionException.class);
        done(client.delete("/a/b", 0));
        done(client.delete("/a"));
        done(client.sync("/"));
        assertThat(done(client.children("/")).names()).isEmpty();
    }

    @Test
    void accessIsGrantedToWhomTheListNames() {
        client.addAuth("digest", Bytes.ofUtf8("alice:secret"));
        assertThat(done(client.whoAmI())).extracting(ClientInfo::user).contains("alice");
        done(client.create("/a", DATA, CreateOptions.PERSISTENT.acls(Acl.CREATOR_ALL)));
        var acl = done(client.acl("/a"));
        assertThat(acl.acls()).singleElement().returns("digest", Acl::scheme);

        try (var stranger = ZkClient.connect(server.connectString() + root)) {
            assertThatThrownBy(doing(stranger.get("/a"))).isInstanceOf(NoAuthException.class);
        }
        assertThat(done(client.setAcl("/a", Acl.OPEN_UNSAFE, 0)).aversion()).isEqualTo(1);
    }

    @Test
    void aMultiHappensAsAWholeOrNotAtAll() {
        done(client.create("/a", DATA));

        List<OpResult> results = done(client.multi(List.of(
                Op.check("/a", 0),
                Op.set("/a", Bytes.ofUtf8("new"), 0),
                Op.create("/a/s", DATA, CreateOptions.EPHEMERAL.sequential()),
                Op.create("/c", DATA, CreateOptions.CONTAINER),
                Op.create("/t", DATA, CreateOptions.PERSISTENT.ttl(Duration.ofHours(1))),
                Op.delete("/c", -1))));
        assertThat(results).extracting(OpResult::path).containsExactly("/a", "/a", "/a/s0000000000", "/c", "/t", "/c");

        assertThatThrownBy(doing(client.multi(List.of(Op.delete("/t", -1), Op.delete("/none", -1)))))
                .isInstanceOfSatisfying(MultiFailedException.class, failed -> {
                    assertThat(failed.index()).isEqualTo(1);
                    assertThat(failed.failure()).isInstanceOf(NoNodeException.class);
                });
        assertThat(done(client.exists("/t"))).isPresent();
        assertThat(done(client.multi(List.of()))).isEmpty();
    }

    @Test
    void severalReadsSucceedOrFailEachByItself() {
        done(client.create("/a", DATA));
        done(client.create("/a/b", Bytes.EMPTY));

        List<ReadResult> results = done(client.multiRead(List.of(
                Read.data("/a"), Read.names("/a"), Read.data("/none"), Read.names("/a/b"), Read.names("/none"))));

        assertThat(results).hasSize(5);
        assertThat(results.get(0)).isInstanceOfSatisfying(ReadResult.Data.class, data -> {
            assertThat(data.path()).isEqualTo("/a");
            assertThat(data.node().text()).isEqualTo("data");
        });
        assertThat(results.get(1)).isEqualTo(new ReadResult.Names("/a", List.of("b")));
        assertThat(results.get(2))
                .isInstanceOfSatisfying(
                        ReadResult.Failed.class,
                        failed -> assertThat(failed.failure())
                                .isInstanceOf(NoNodeException.class)
                                .hasMessageContaining("/none"));
        assertThat(results.get(3)).isEqualTo(new ReadResult.Names("/a/b", List.of()));
        assertThat(results.get(4)).isInstanceOf(ReadResult.Failed.class);
        assertThat(done(client.multiRead(List.of()))).isEmpty();
    }

    @Test
    void oneShotWatchesFireOnceWithTheClientsPath() throws Exception {
        assertThat(done(client.existsAndWatch("/a", events::add)).value()).isEmpty();
        done(client.create("/a", DATA));
        assertThat(nextEvent()).returns("/a", WatchEvent::path).returns(WatchEvent.Kind.CREATED, WatchEvent::kind);

        done(client.getAndWatch("/a", events::add));
        done(client.childrenAndWatch("/a", events::add));
        done(client.create("/a/b", DATA));
        assertThat(nextEvent()).returns(WatchEvent.Kind.CHILDREN_CHANGED, WatchEvent::kind);
        done(client.set("/a", DATA));
        assertThat(nextEvent()).returns(WatchEvent.Kind.DATA_CHANGED, WatchEvent::kind);

        var closed = done(client.getAndWatch("/a", events::add)).watch();
        closed.close();
        done(closed.ended());
        done(client.set("/a", DATA));
        done(client.sync("/"));
        assertThat(events).isEmpty();
    }

    @Test
    void watchesThatStayFireUntilTheyAreClosed() throws Exception {
        done(client.create("/a", DATA));
        var node = done(client.watch("/a", WatchMode.NODE, events::add));
        done(client.set("/a", DATA));
        done(client.set("/a", DATA));
        assertThat(nextEvent()).returns(WatchEvent.Kind.DATA_CHANGED, WatchEvent::kind);
        assertThat(nextEvent()).returns(WatchEvent.Kind.DATA_CHANGED, WatchEvent::kind);
        node.close();
        done(node.ended());

        var subtree = done(client.watch("/", WatchMode.SUBTREE, events::add));
        done(client.create("/a/b", DATA));
        done(client.delete("/a/b"));
        assertThat(nextEvent()).returns("/a/b", WatchEvent::path).returns(WatchEvent.Kind.CREATED, WatchEvent::kind);
        assertThat(nextEvent()).returns(WatchEvent.Kind.DELETED, WatchEvent::kind);
        subtree.close();
        done(subtree.ended());
        done(client.delete("/a"));
        done(client.sync("/"));
        assertThat(events).isEmpty();
    }

    @Test
    void theMembershipIsReadPastTheChrootAndAStandaloneServerDoesNotChangeIt() {
        assertThat(done(client.config()).stat().aversion()).isEqualTo(-1);
        assertThat(done(client.configAndWatch(events::add)).watch().ended()).isNotCompleted();

        var change = EnsembleChange.of(List.of("server.2=h:1:2:participant;3"), List.of());
        assertThatThrownBy(doing(client.reconfigure(change)))
                .isInstanceOf(RequestRefusedException.class)
                .hasMessageContaining("reconfigEnabled")
                .extracting(e -> ((RequestRefusedException) e).code())
                .isEqualTo(ErrorCode.RECONFIG_DISABLED);
    }

    @Test
    void aSessionIsResumedByAnotherClientAndEndsForBoth() {
        try (var proxy = FaultyProxy.before(server.clientPort(), 1);
                var first = ZkClient.connect(proxy.connectString() + root)) {
            done(first.create("/mine", DATA, CreateOptions.EPHEMERAL));
            proxy.strike(Fault.REFUSE); // or else the first one would take it back at once
            var taken = ZkClient.builder(server.connectString() + root)
                    .resume(first.state().sessionId(), first.sessionPassword())
                    .open();
            assertThat(done(taken.exists("/mine"))).isPresent();
            assertThat(taken.state()).returns(SessionState.Kind.CONNECTED, SessionState::kind);
            taken.updateServers(server.connectString());
            taken.close();

            proxy.heal();
            await().atMost(Duration.ofMinutes(1)).until(() -> first.state().kind() == SessionState.Kind.EXPIRED);
            assertThatThrownBy(doing(first.get("/"))).isInstanceOf(SessionExpiredException.class);
        }
    }
}
