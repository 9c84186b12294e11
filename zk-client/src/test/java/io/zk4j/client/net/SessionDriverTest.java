/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.Unpooled;
import io.zk4j.client.session.Call;
import io.zk4j.client.session.Failure;
import io.zk4j.client.session.HostPort;
import io.zk4j.client.session.Input;
import io.zk4j.client.session.ReplyHandler;
import io.zk4j.client.session.SessionConfig;
import io.zk4j.client.session.SessionPhase;
import io.zk4j.client.session.WatchChange;
import io.zk4j.protocol.Acl;
import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.CreateRequest;
import io.zk4j.protocol.EventType;
import io.zk4j.protocol.GetDataRequest;
import io.zk4j.protocol.GetDataResponse;
import io.zk4j.protocol.OpCode;
import io.zk4j.protocol.Request;
import io.zk4j.protocol.Response;
import io.zk4j.protocol.SetWatchesRequest;
import io.zk4j.protocol.Stat;
import io.zk4j.protocol.SyncRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class SessionDriverTest {
    private static final int FRAME_BYTES_MAX = 10_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int CLOSE_MILLIS = 20_000;
    private static final int SOON_CLOSED_MILLIS = 500;
    /** When a session that is idle does something at the latest; well below, as a test may have begun to count late. */
    private static final int TIMER_SECONDS = 7;

    private final List<String> events = new CopyOnWriteArrayList<>();
    private final List<SessionDriver<String>> opened = new ArrayList<>();
    private final List<Socket> unused = new ArrayList<>();
    private FakeServer server;

    @BeforeEach
    void startServer() throws InterruptedException {
        server = new FakeServer();
    }

    @AfterEach
    void stop() throws IOException {
        opened.forEach(driver -> driver.submit(new Input.CloseAsked<>()));
        opened.forEach(driver -> driver.closed().toCompletableFuture().join());
        server.close();
        for (var socket : unused) {
            socket.close();
        }
    }

    private SessionDriver<String> open(HostPort... servers) {
        return open(Transport.plain(), servers);
    }

    private SessionDriver<String> open(Transport transport, HostPort... servers) {
        return open(transport, CLOSE_MILLIS, servers);
    }

    private SessionDriver<String> open(Transport transport, int closeMillis, HostPort... servers) {
        var config = SessionConfig.builder(List.of(servers))
                .sessionTimeoutMillis(FakeServer.TIMEOUT_MILLIS)
                .frameBytesMax(FRAME_BYTES_MAX)
                .closeTimeoutMillis(closeMillis)
                .build();
        SessionDriver<String> driver = SessionDriver.prepare(
                config,
                "default",
                (event, watchers) ->
                        events.add(event.serverPath() == null ? event.state().name() : event.type() + " " + watchers),
                transport);
        driver.begin();
        opened.add(driver);
        return driver;
    }

    /** What came back: a response, an error number or a failure. */
    private static CompletableFuture<Object> call(
            SessionDriver<String> driver, Request request, @Nullable WatchChange<String> change) {
        var outcome = new CompletableFuture<Object>();
        driver.submit(new Call<>(
                request,
                change,
                new ReplyHandler() {
                    @Override
                    public void onReply(int xid, long zxid, int error, @Nullable Response response) {
                        outcome.complete(response == null ? error : response);
                    }

                    @Override
                    public void onFailure(Failure failure) {
                        outcome.complete(failure);
                    }
                },
                0));
        return outcome;
    }

    private static CompletableFuture<Object> call(SessionDriver<String> driver, Request request) {
        return call(driver, request, null);
    }

    private static GetDataRequest get(String path) {
        return new GetDataRequest(path, false);
    }

    /** A port where nobody listens, and that nobody else is given meanwhile. */
    private HostPort unusedPort() throws IOException {
        var socket = new Socket();
        unused.add(socket);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        return new HostPort("127.0.0.1", socket.getLocalPort());
    }

    @Test
    void connectsAnswersAndCloses() {
        var driver = open(server.address());

        assertThat(call(driver, get("/a")).join()).isInstanceOf(GetDataResponse.class);
        assertThat(driver.status().sessionId()).isEqualTo(FakeServer.SESSION_ID);
        assertThat(driver.status().server()).isEqualTo(server.address());
        assertThat(driver.provablyAliveUntilNanos() - System.nanoTime())
                .isBetween(0L, TimeUnit.MILLISECONDS.toNanos(FakeServer.TIMEOUT_MILLIS));

        driver.submit(new Input.CloseAsked<>());
        driver.closed().toCompletableFuture().join();
        assertThat(events).containsExactly("SYNC_CONNECTED", "CLOSED");
        assertThat(server.received()).last().hasToString("CloseSessionRequest[]");
    }

    @Test
    void findsTheOneServerThatListens() throws IOException {
        var driver = open(unusedPort(), server.address(), unusedPort());

        assertThat(call(driver, get("/a")).join()).isInstanceOf(GetDataResponse.class);
    }

    @Test
    void looksANameUpForEachConnectionAndTriesAllItsAddresses() throws IOException {
        var lookups = new AtomicInteger();
        var nobody = unusedPort();
        AddressLookup lookup = asked -> {
            lookups.incrementAndGet();
            return List.of(address(nobody), address(server.address()));
        };
        var driver = open(new Transport(lookup, null, null), new HostPort("zookeeper.invalid", 2181));

        assertThat(call(driver, get("/a")).join()).isInstanceOf(GetDataResponse.class);
        assertThat(lookups).hasValue(1);

        driver.submit(new Input.DropAsked<>());
        assertThat(call(driver, get("/a")).join()).isInstanceOf(GetDataResponse.class);
        assertThat(lookups).hasValue(2);
    }

    private static InetSocketAddress address(HostPort server) {
        return new InetSocketAddress(server.host(), server.port());
    }

    @Test
    void saysWhyNoServerCanBeReached() throws IOException {
        AddressLookup lookup = asked -> {
            if (asked.host().equals("nowhere.invalid")) {
                throw new UnknownHostException(asked.host());
            }
            return List.of(address(asked));
        };
        var driver = open(new Transport(lookup, null, null), unusedPort(), new HostPort("nowhere.invalid", 2181));

        var failure = (Failure) call(driver, get("/a")).join();

        assertThat(failure.reason()).isEqualTo(Failure.Reason.CONNECTION_LOST);
        assertThat(failure.maybeApplied()).isFalse();
        assertThat(failure.message())
                .contains("getData /a", "none of the 2 servers")
                .containsAnyOf("refused", "unknown");
    }

    @Test
    void tenThousandCallsComeBackInTheirOrder() {
        var driver = open(server.address());
        var replies = new ArrayList<CompletableFuture<Object>>();
        for (int i = 0; i < 10_000; i++) {
            replies.add(call(driver, get("/" + i)));
        }
        for (int i = 0; i < replies.size(); i++) {
            var response = (GetDataResponse) replies.get(i).join();
            assertThat(response.data()).isEqualTo(Bytes.ofUtf8("/" + i));
        }
    }

    @Test
    void reconnectsAndSetsItsWatchesAgain() {
        var driver = open(server.address());
        call(driver, new GetDataRequest("/a", true), new WatchChange.Add<>(WatchChange.Kind.DATA, "/a", "w"))
                .join();

        server.cutConnections();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(server.received()).hasAtLeastOneElementOfType(SetWatchesRequest.class));
        call(driver, new SyncRequest("/")).join();
        server.fire(EventType.NODE_DATA_CHANGED, "/a");

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(events)
                        .containsExactly("SYNC_CONNECTED", "DISCONNECTED", "SYNC_CONNECTED", "NODE_DATA_CHANGED [w]"));
    }

    @Test
    void refusesARequestBeyondTheLimitWithoutSendingIt() {
        var driver = open(server.address());
        var create =
                new CreateRequest(OpCode.CREATE, "/big", Bytes.wrap(new byte[FRAME_BYTES_MAX]), Acl.OPEN_UNSAFE, 0);

        var before = call(driver, get("/a"));
        var refused = call(driver, create);
        var after = call(driver, get("/b"));

        assertThat(((Failure) refused.join()).message()).contains("create /big", "limit is 10000", "jute.maxbuffer");
        assertThat(before.join()).isInstanceOf(GetDataResponse.class);
        assertThat(after.join()).isInstanceOf(GetDataResponse.class);
        assertThat(server.received()).noneMatch(CreateRequest.class::isInstance);
    }

    @Test
    void skipsAReplyBeyondTheLimitAndGoesOn() {
        server.script((peer, request) -> {
            boolean big = request instanceof GetDataRequest get && get.path().equals("/big");
            if (big) {
                peer.reply(
                        0,
                        new GetDataResponse(
                                Bytes.wrap(new byte[8_000_000]), new Stat(1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1)));
            }
            return big;
        });
        var driver = open(server.address());

        var big = call(driver, get("/big"));
        var next = call(driver, get("/a"));

        assertThat(((Failure) big.join()).reason()).isEqualTo(Failure.Reason.REPLY_TOO_LARGE);
        assertThat(next.join()).isInstanceOf(GetDataResponse.class);
        assertThat(events).containsExactly("SYNC_CONNECTED");
    }

    @Test
    void leavesAServerThatTalksNonsense() {
        server.script((peer, request) -> {
            peer.raw(Unpooled.copiedBuffer("HTTP/1.1 400 Bad Request\r\n\r\n", StandardCharsets.US_ASCII));
            return true;
        });
        var driver = open(server.address());

        var failure = (Failure) call(driver, get("/a")).join();

        assertThat(failure.reason()).isEqualTo(Failure.Reason.CONNECTION_LOST);
        assertThat(failure.maybeApplied()).isTrue();
    }

    @Test
    void aHandlerThatThrowsHarmsNobodyElse() {
        var driver = open(server.address());
        driver.submit(new Call<>(
                get("/a"),
                null,
                new ReplyHandler() {
                    @Override
                    public void onReply(int xid, long zxid, int error, @Nullable Response response) {
                        throw new IllegalStateException("a bug of the application");
                    }

                    @Override
                    public void onFailure(Failure failure) {}
                },
                0));

        assertThat(call(driver, get("/b")).join()).isInstanceOf(GetDataResponse.class);
    }

    @Test
    void closesInTimeThoughTheServerSaysNothing() {
        server.script((peer, request) -> true);
        var driver = open(Transport.plain(), SOON_CLOSED_MILLIS, server.address());
        var unanswered = call(driver, get("/a"));

        driver.submit(new Input.CloseAsked<>());

        assertThat(driver.closed()).succeedsWithin(PATIENCE);
        assertThat(((Failure) unanswered.join()).reason()).isEqualTo(Failure.Reason.SESSION_ENDED);
        assertThat(driver.status().phase()).isEqualTo(SessionPhase.CLOSED);
    }

    @Test
    void failsAtOnceWhatIsSubmittedAfterTheEnd() {
        var driver = open(server.address());
        driver.submit(new Input.CloseAsked<>());
        driver.closed().toCompletableFuture().join();

        assertThat(((Failure) call(driver, get("/a")).join()).reason()).isEqualTo(Failure.Reason.SESSION_ENDED);
    }

    @Test
    void leavesNoThreadBehindAndDoesNotWaitForItsNextTimer() {
        // The whole machine may pause for so long, too, but hardly time after time.
        assertThat(IntStream.range(0, 3).anyMatch(attempt -> secondsUntilNoThreadIsLeft() < TIMER_SECONDS))
                .as("the threads end with the session, not when it would have sent a ping")
                .isTrue();
    }

    @Test
    void aSessionThatIsOpenedRightAfterTheLastOneFindsTheThreadsThere() {
        // The machine may pause between any two of these steps, but hardly time after time.
        assertThat(IntStream.range(0, 3).anyMatch(attempt -> {
                    var first = ClientRuntime.acquire();
                    first.release();
                    var second = ClientRuntime.acquire();
                    second.release();
                    return first == second;
                }))
                .isTrue();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(ourThreads()).isEmpty());
    }

    private long secondsUntilNoThreadIsLeft() {
        var first = open(server.address());
        var second = open(server.address());
        call(first, get("/a")).join();
        call(second, get("/a")).join();
        assertThat(ourThreads()).isNotEmpty();

        long begun = System.nanoTime();
        opened.forEach(driver -> driver.submit(new Input.CloseAsked<>()));

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(ourThreads()).isEmpty());
        return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun);
    }

    @Test
    void aSessionThatReadsOnlyMovesToTheServerThatWrites() throws Exception {
        server.readOnly(true);
        try (var writable = new FakeServer()) {
            var addresses = new ArrayDeque<>(List.of(server.address(), writable.address()));
            var config = SessionConfig.builder(List.of(new HostPort("ensemble", 2181)))
                    .canBeReadOnly(true)
                    .build();
            var transport = new Transport(
                    name -> {
                        HostPort next = addresses.size() > 1 ? addresses.remove() : addresses.element();
                        return List.of(new InetSocketAddress(next.host(), next.port()));
                    },
                    null,
                    null);
            SessionDriver<String> driver = SessionDriver.prepare(
                    config,
                    "default",
                    (event, watchers) -> events.add(event.state().name()),
                    transport);
            driver.begin();
            opened.add(driver);

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(events)
                            .containsExactly("CONNECTED_READ_ONLY", "DISCONNECTED", "SYNC_CONNECTED"));
            assertThat(driver.status().phase()).isEqualTo(SessionPhase.CONNECTED);
            assertThat(call(driver, get("/a")).join()).isInstanceOf(GetDataResponse.class);
            assertThat(writable.received()).hasSize(1);
        }
    }

    private static List<String> ourThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("zk4j-io") || name.startsWith("zk4j-blocking"))
                .toList();
    }
}
