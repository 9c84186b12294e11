/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.zk4j.client.net.FakeServer;
import io.zk4j.protocol.AddWatchResponse;
import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.CheckWatchesRequest;
import io.zk4j.protocol.CloseSessionRequest;
import io.zk4j.protocol.Create2Response;
import io.zk4j.protocol.CreateRequest;
import io.zk4j.protocol.ErrorCode;
import io.zk4j.protocol.EventType;
import io.zk4j.protocol.GetDataRequest;
import io.zk4j.protocol.GetEphemeralsRequest;
import io.zk4j.protocol.GetEphemeralsResponse;
import io.zk4j.protocol.MultiResponse;
import io.zk4j.protocol.MultiResult;
import io.zk4j.protocol.OpCode;
import io.zk4j.protocol.RemoveWatchesRequest;
import io.zk4j.protocol.Request;
import io.zk4j.protocol.Stat;
import io.zk4j.protocol.WatcherType;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class ZkClientTest {
    private static final Stat STAT = new Stat(1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1);

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private final List<Object> told = new CopyOnWriteArrayList<>();
    private FakeServer server;
    private ZkClient client;

    @BeforeEach
    void open() throws InterruptedException {
        server = new FakeServer();
        client = ZkClient.builder(server.address() + "/app")
                .sessionTimeout(Duration.ofMillis(FakeServer.TIMEOUT_MILLIS))
                .open();
        join(client.sync("/")); // connected, so that what a test calls is sent at once
    }

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    private static <T> T join(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    private static ZkException failure(CompletionStage<?> stage) {
        try {
            join(stage);
        } catch (CompletionException failed) {
            return (ZkException) failed.getCause();
        }
        throw new AssertionError("the call has succeeded");
    }

    private void answerAll(ErrorCode error) {
        server.script((peer, request) -> {
            peer.reply(error.code(), null);
            return true;
        });
    }

    private <R extends Request> List<R> received(Class<R> type) {
        return server.received().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    @Test
    void readsBelowItsChroot() {
        Node node = join(client.get("/a"));

        assertThat(node.text()).isEqualTo("/app/a");
        assertThat(join(client.below("/b").get("/c")).text()).isEqualTo("/app/b/c");
    }

    @Test
    void createsAndNamesWhatItCreatedFromTheChroot() {
        server.script((peer, request) -> {
            boolean create = request instanceof CreateRequest;
            if (create) {
                peer.reply(0, new Create2Response("/app/a0000000007", STAT));
            }
            return create;
        });

        Created created = join(client.create("/a", Bytes.EMPTY, CreateOptions.EPHEMERAL.sequential()));

        assertThat(created.path()).isEqualTo("/a0000000007");
        assertThat(received(CreateRequest.class)).singleElement().returns("/app/a", CreateRequest::path);
    }

    @Test
    void allEphemeralsBelowItsChrootAreNotThoseOfItsNamesakes() {
        server.script((peer, request) -> {
            boolean asked = request instanceof GetEphemeralsRequest;
            if (asked) {
                peer.reply(0, new GetEphemeralsResponse(List.of()));
            }
            return asked;
        });
        join(client.ephemerals("/"));
        join(client.below("/b").ephemerals("/"));
        join(client.ephemerals("/a"));

        assertThat(received(GetEphemeralsRequest.class))
                .extracting(GetEphemeralsRequest::prefixPath)
                .containsExactly("/app/", "/app/b/", "/app/a");
    }

    @Test
    void refusesAnInvalidPathAtOnce() {
        assertThatIllegalArgumentException().isThrownBy(() -> client.get("a")).withMessageContaining("slash");
    }

    @Test
    void everyErrorHasItsExceptionWithAdvice() {
        answerAll(ErrorCode.NO_NODE);
        assertThat(failure(client.get("/a")))
                .isInstanceOf(NoNodeException.class)
                .hasMessageContaining("/a")
                .returns("/a", ZkException::path)
                .returns(ZkException.Advice.GIVE_UP, ZkException::advice);
        answerAll(ErrorCode.BAD_VERSION);
        assertThat(failure(client.set("/a", Bytes.EMPTY, 3))).isInstanceOf(BadVersionException.class);
        answerAll(ErrorCode.NOT_EMPTY);
        assertThat(failure(client.delete("/a"))).isInstanceOf(NotEmptyException.class);
        answerAll(ErrorCode.THROTTLED_OP);
        assertThat(failure(client.get("/a"))).returns(ZkException.Advice.RETRY, ZkException::advice);
    }

    @Test
    void anAbsentNodeIsAnAnswerToExists() {
        answerAll(ErrorCode.NO_NODE);

        assertThat(join(client.exists("/a"))).isEmpty();
    }

    @Test
    void aWriteWithoutAnswerIsOfUnknownOutcomeAndAReadIsNot() {
        server.script((peer, request) -> !(request instanceof CloseSessionRequest));

        assertThat(failure(client.within(Duration.ofMillis(50)).set("/a", Bytes.EMPTY)))
                .isInstanceOf(OutcomeUnknownException.class)
                .hasMessageContaining("check before repeating it")
                .returns(ZkException.Advice.CHECK, ZkException::advice);
        assertThat(failure(client.within(Duration.ofMillis(50)).get("/a")))
                .isInstanceOf(CallTimedOutException.class)
                .hasMessageEndingWith("it can be repeated, as it changes nothing")
                .returns(ZkException.Advice.RETRY, ZkException::advice);
    }

    @Test
    void aReadWhoseConnectionIsLostIsNotToBeChecked() {
        server.script((peer, request) -> {
            boolean read = request instanceof GetDataRequest;
            if (read) {
                peer.cut();
            }
            return read;
        });

        assertThat(failure(client.get("/a")))
                .isInstanceOf(NotConnectedException.class)
                .hasMessageEndingWith("it can be repeated, as it changes nothing");
    }

    @Test
    void aRequestBeyondTheLimitNamesPathSizeLimitAndSetting() {
        assertThat(failure(client.set("/a", Bytes.wrap(new byte[2_000_000]))))
                .isInstanceOf(LimitExceededException.class)
                .hasMessageContaining("/a")
                .hasMessageContaining("2000")
                .hasMessageContaining("1048575")
                .hasMessageContaining("jute.maxbuffer");
        assertThat(join(client.get("/a"))).isNotNull();
    }

    @Test
    void aRequestBeyondTheLimitOfTheServerAloneNamesPathSizeAndSetting() {
        answerAll(ErrorCode.MARSHALLING_ERROR);

        assertThat(failure(client.set("/a", Bytes.wrap(new byte[5_000]))))
                .isInstanceOf(RequestRefusedException.class)
                .hasMessageContainingAll("setData /a", "takes 50", "the server's jute.maxbuffer");
    }

    @Test
    void aFailedMultiSaysWhichOperation() {
        server.script((peer, request) -> {
            peer.reply(
                    0,
                    new MultiResponse(List.of(
                            new MultiResult.Failed(0),
                            new MultiResult.Failed(ErrorCode.BAD_VERSION.code()),
                            new MultiResult.Failed(ErrorCode.RUNTIME_INCONSISTENCY.code()))));
            return true;
        });

        var failed = (MultiFailedException)
                failure(client.multi(List.of(Op.check("/a", 1), Op.delete("/b", 2), Op.delete("/c", 3))));

        assertThat(failed.index()).isEqualTo(1);
        assertThat(failed.failure()).isInstanceOf(BadVersionException.class);
        assertThat(failed.path()).isEqualTo("/b");
    }

    @Test
    void aOneShotWatchTellsOnceAndEnds() {
        var watched = join(client.getAndWatch("/a", told::add));

        server.fire(EventType.NODE_DATA_CHANGED, "/app/a");
        server.fire(EventType.NODE_DATA_CHANGED, "/app/a");

        join(watched.watch().ended());
        join(client.sync("/"));
        assertThat(told)
                .singleElement()
                .isInstanceOfSatisfying(
                        WatchEvent.class,
                        event -> assertThat(event)
                                .returns(WatchEvent.Kind.DATA_CHANGED, WatchEvent::kind)
                                .returns("/a", WatchEvent::path));
    }

    @Test
    void theServersWatchGoesWithTheLastHandle() {
        server.script((peer, request) -> {
            boolean add = request.opCode() == OpCode.ADD_WATCH;
            if (add) {
                peer.reply(0, new AddWatchResponse(0));
            }
            return add;
        });
        WatchHandle first = join(client.watch("/a", WatchMode.SUBTREE, told::add));
        WatchHandle second = join(client.watch("/a", WatchMode.SUBTREE, event -> told.add("second")));

        first.close();
        server.fire(EventType.NODE_CREATED, "/app/a/b");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(told).containsExactly("second"));
        join(client.sync("/"));
        assertThat(received(CheckWatchesRequest.class)).hasSize(1);
        assertThat(received(RemoveWatchesRequest.class)).isEmpty();

        second.close();
        join(second.ended());
        join(client.sync("/"));
        assertThat(received(RemoveWatchesRequest.class)).hasSize(1);
    }

    private void answerRemovals() {
        server.script((peer, request) -> {
            boolean removal = request instanceof RemoveWatchesRequest || request instanceof CheckWatchesRequest;
            if (removal) {
                peer.reply(0, null);
            }
            return removal;
        });
    }

    private List<RemoveWatchesRequest> removals() {
        join(client.sync("/"));
        return received(RemoveWatchesRequest.class);
    }

    @Test
    void theServersOneShotWatchGoesWithTheLastHandleThatSharesIt() {
        answerRemovals();
        var first = join(client.getAndWatch("/a", told::add)).watch();
        var second = join(client.getAndWatch("/a", told::add)).watch();

        first.close();
        assertThat(removals()).isEmpty();
        second.close();
        assertThat(removals()).containsExactly(new RemoveWatchesRequest("/app/a", WatcherType.DATA.code()));
    }

    @Test
    void aWatchThatIsBeingAskedForKeepsTheServersWatch() {
        answerRemovals();
        var first = join(client.getAndWatch("/a", told::add)).watch();
        var asked = client.getAndWatch("/a", told::add);
        first.close();
        assertThat(removals()).isEmpty();
        join(asked).watch().close();
        assertThat(removals()).hasSize(1);
    }

    @Test
    void nothingIsTakenAwayAfterTheServersWatchHasFired() {
        answerRemovals();
        var watch = join(client.getAndWatch("/a", told::add)).watch();
        server.fire(EventType.NODE_DATA_CHANGED, "/app/a");
        join(watch.ended());
        watch.close();
        assertThat(removals()).isEmpty();

        join(client.getAndWatch("/a", told::add)).watch().close();
        assertThat(removals()).hasSize(1);
    }

    @Test
    void aWatchWhoseReplyIsLateIsTakenAway() {
        server.script((peer, request) -> request instanceof GetDataRequest);
        assertThat(failure(client.within(Duration.ofMillis(50)).getAndWatch("/a", told::add)))
                .isInstanceOf(CallTimedOutException.class);
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(received(RemoveWatchesRequest.class)).hasSize(1));
    }

    @Test
    void aWatchThatTheServerRefusedIsNotTakenAway() {
        server.script((peer, request) -> {
            boolean read = request instanceof GetDataRequest;
            if (read) {
                peer.reply(ErrorCode.NO_NODE.code(), null);
            }
            return read;
        });
        assertThat(failure(client.getAndWatch("/a", told::add))).isInstanceOf(NoNodeException.class);
        assertThat(removals()).isEmpty();
    }

    @Test
    void eventsAndResultsComeInTheOrderOfTheSession() {
        join(client.getAndWatch("/a", told::add));
        server.script((peer, request) -> {
            if (request instanceof GetDataRequest) {
                server.fire(EventType.NODE_DATA_CHANGED, "/app/a");
            }
            return false;
        });

        join(client.get("/a").thenAccept(told::add));

        assertThat(told).hasExactlyElementsOfTypes(WatchEvent.class, Node.class);
    }

    @Test
    void theStatesComeAsOneStream() {
        var states = new CopyOnWriteArrayList<SessionState>();
        client.onState(states::add);
        join(client.get("/a"));
        server.cutConnections();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(states.stream().map(SessionState::kind))
                        .endsWith(SessionState.Kind.SUSPENDED, SessionState.Kind.CONNECTED));

        client.close();

        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(states.get(states.size() - 1).kind()).isEqualTo(SessionState.Kind.CLOSED));
        assertThat(states.stream().map(SessionState::number)).isSorted().doesNotHaveDuplicates();
        assertThat(client.state().kind()).isEqualTo(SessionState.Kind.CLOSED);
        assertThat(failure(client.get("/a"))).isInstanceOf(SessionExpiredException.class);
    }

    @Test
    void aListenerThatUnsubscribedIsToldNoMoreStatesAndTheOthersAre() {
        var gone = new CopyOnWriteArrayList<SessionState.Kind>();
        var staying = new CopyOnWriteArrayList<SessionState.Kind>();
        StateSubscription subscription = client.onState(state -> gone.add(state.kind()));
        client.onState(state -> staying.add(state.kind()));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(gone).endsWith(SessionState.Kind.CONNECTED));

        subscription.close();
        subscription.close();
        server.cutConnections();

        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(staying).endsWith(SessionState.Kind.SUSPENDED, SessionState.Kind.CONNECTED));
        assertThat(gone).endsWith(SessionState.Kind.CONNECTED).doesNotContain(SessionState.Kind.SUSPENDED);
    }

    @Test
    void saysHowLongTheSessionIsProvablyAlive() {
        join(client.get("/a"));

        assertThat(client.state().provablyAliveUntilNanos() - System.nanoTime())
                .isBetween(
                        Duration.ofSeconds(10).toNanos(),
                        Duration.ofMillis(FakeServer.TIMEOUT_MILLIS).toNanos());
    }

    @Test
    void aCallbackThatThrowsHarmsNobodyElse() {
        join(client.getAndWatch("/a", event -> {
            throw new IllegalStateException("a bug of the application");
        }));
        join(client.getAndWatch("/a", event -> {
            throw new AssertionError("a worse one");
        }));
        server.fire(EventType.NODE_DATA_CHANGED, "/app/a");

        assertThat(join(client.get("/a"))).isNotNull();
    }

    @Test
    void aStateIsToldToTheOthersWhenOneListenerThrows() {
        var states = new CopyOnWriteArrayList<SessionState.Kind>();
        client.onState(state -> {
            throw new AssertionError("a bug of the application");
        });
        client.onState(state -> states.add(state.kind()));

        server.cutConnections();

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(states)
                        .endsWith(
                                SessionState.Kind.CONNECTED, SessionState.Kind.SUSPENDED, SessionState.Kind.CONNECTED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S", "PT0.0009S"})
    void aDeadlineThatLeavesNoTimeIsRefusedWithItsValue(Duration none) {
        var builder = ZkClient.builder("localhost");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.deadline(none))
                .withMessageContainingAll("deadline", none.toString());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> client.within(none))
                .withMessageContainingAll("deadline", none.toString());
    }

    @Test
    void aDeadlineOfForEverLeavesTime() {
        assertThat(join(client.within(ChronoUnit.FOREVER.getDuration()).get("/a")))
                .isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S", "P365D"})
    void aSessionTimeoutThatNoServerCanBeAskedForIsRefusedWithValueAndLimit(Duration timeout) {
        var builder = ZkClient.builder("localhost");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.sessionTimeout(timeout))
                .withMessageContainingAll("session timeout", timeout.toString(), "2147483647 ms");
    }

    @Test
    void optionsThatContradictThemselvesAreRefused() {
        assertThatThrownBy(() -> CreateOptions.EPHEMERAL.ttl(Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(CreateOptions.CONTAINER::sequential).isInstanceOf(IllegalArgumentException.class);
    }
}
