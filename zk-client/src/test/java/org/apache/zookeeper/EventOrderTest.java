/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zk4j.protocol.EventType;
import io.zk4j.protocol.ExistsRequest;
import io.zk4j.protocol.GetDataRequest;
import io.zk4j.protocol.GetDataResponse;
import io.zk4j.protocol.SetDataRequest;
import io.zk4j.protocol.Stat;
import io.zk4j.protocol.StatResponse;
import io.zk4j.protocol.SyncRequest;
import io.zk4j.protocol.SyncResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a client's watchers and callbacks are told when, against a server that the test plays. */
@Timeout(180)
class EventOrderTest {
    private static final Stat STAT = new Stat(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
    private static final int PATIENCE_MILLIS = 60_000;

    private final Recorder told = new Recorder();
    private PlayedServer server;
    private ZooKeeper zk;

    @BeforeEach
    void connect() throws Exception {
        server = new PlayedServer();
        zk = new ZooKeeper(server.address(), 20_000, told.watcher("default"));
        assertThat(told.next()).isEqualTo("default SyncConnected None null");
    }

    @AfterEach
    void close() throws Exception {
        zk.close();
        server.close();
    }

    @Test
    void aWatcherHearsOfAChangeBeforeTheCallbackOfTheReadThatSawIt() throws Exception {
        watchData("/a", "watcher");
        zk.getData(
                "/a", false, (rc, path, ctx, data, stat) -> told.add("callback " + rc + " " + path + " " + ctx), "ctx");
        server.take(GetDataRequest.class);
        server.event(EventType.NODE_DATA_CHANGED, "/a");
        server.reply(new GetDataResponse(null, STAT));

        assertThat(told.nextFromOneThread(2))
                .containsExactly("watcher SyncConnected NodeDataChanged /a", "callback 0 /a ctx");
    }

    @Test
    void repliesAndEventsKeepTheOrderOfTheServer() throws Exception {
        watchData("/a", "first");
        watchData("/b", "second");
        for (String path : new String[] {"/1", "/2"}) {
            zk.sync(path, (rc, synced, ctx) -> told.add("synced " + synced), null);
        }
        server.take(SyncRequest.class);
        server.reply(new SyncResponse("/1"));
        server.event(EventType.NODE_DELETED, "/b");
        server.take(SyncRequest.class);
        server.reply(new SyncResponse("/2"));
        server.event(EventType.NODE_DATA_CHANGED, "/a");

        assertThat(told.nextFromOneThread(4))
                .containsExactly(
                        "synced /1",
                        "second SyncConnected NodeDeleted /b",
                        "synced /2",
                        "first SyncConnected NodeDataChanged /a");
    }

    @Test
    void aCallbackMayMakeAWaitingCall() throws Exception {
        zk.sync("/a", (rc, path, ctx) -> told.add("inside: " + exists("/b")), null);
        server.take(SyncRequest.class);
        server.reply(new SyncResponse("/a"));
        server.take(ExistsRequest.class);
        server.reply(new StatResponse(STAT));

        assertThat(told.next()).isEqualTo("inside: version 5");
    }

    @Test
    void aBlockedWatcherHoldsUpCallbacksButNoWaitingCall() throws Exception {
        var blocked = new CountDownLatch(1);
        zk.register(event -> awaitUninterrupted(blocked));
        server.drop();
        server.greeting();
        server.greeting();
        zk.sync("/a", (rc, path, ctx) -> told.add("callback"), null);
        server.take(SyncRequest.class);
        server.reply(new SyncResponse("/a"));
        CompletableFuture<String> waiting = CompletableFuture.supplyAsync(() -> exists("/b"));
        server.take(ExistsRequest.class);
        server.reply(new StatResponse(STAT));

        assertThat(waiting.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)).isEqualTo("version 5");
        assertThat(told.isEmpty()).isTrue();
        blocked.countDown();
        assertThat(told.next()).isEqualTo("callback");
    }

    @Test
    void anInterruptedCallerLeavesAtOnceAndTheClientGoesOn() throws Exception {
        var threads = Executors.newSingleThreadExecutor();
        try {
            var call = threads.submit(() -> zk.setData("/a", null, -1));
            server.take(SetDataRequest.class);
            call.cancel(true);
            threads.submit(() -> {}).get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);

            server.reply(new StatResponse(STAT));
            zk.sync("/a", (rc, path, ctx) -> told.add("synced"), null);
            server.take(SyncRequest.class);
            server.reply(new SyncResponse("/a"));
            assertThat(told.next()).isEqualTo("synced");
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void theDefaultWatcherHearsOfTheConnectionAndAnotherMayTakeItsPlace() throws Exception {
        zk.register(told.watcher("other"));
        server.drop();
        assertThat(told.nextFromOneThread(2))
                .containsExactly("other Disconnected None null", "other SyncConnected None null");
    }

    @Test
    void everyWatcherHearsOfTheConnection() throws Exception {
        watchData("/a", "watcher");
        server.expireSession();
        assertThat(told.nextFromOneThread(4))
                .containsExactlyInAnyOrder(
                        "default Disconnected None null",
                        "watcher Disconnected None null",
                        "default Expired None null",
                        "watcher Expired None null");
    }

    @Test
    void anExpiredClientIsClosedAndStillAnswersCalls() throws Exception {
        server.expireSession();
        assertThat(told.nextFromOneThread(2))
                .containsExactly("default Disconnected None null", "default Expired None null");

        assertThat(zk.getState()).isEqualTo(ZooKeeper.States.CLOSED);
        assertThatThrownBy(() -> zk.exists("/a", false)).isInstanceOf(KeeperException.SessionExpiredException.class);
        zk.sync("/a", (rc, path, ctx) -> told.add("late " + KeeperException.Code.get(rc)), null);
        assertThat(told.next()).isEqualTo("late SESSIONEXPIRED");
    }

    @Test
    void closingTellsWatchersAndWaitsForTheLastOfThem() throws Exception {
        assertThat(zk.close(PATIENCE_MILLIS)).isTrue();
        assertThat(told.next()).isEqualTo("default Closed None null");
        assertThat(zk.getState()).isEqualTo(ZooKeeper.States.CLOSED);
        zk.close();
    }

    @Test
    void closingDoesNotWaitForABlockedCallbackForEver() throws Exception {
        var blocked = new CountDownLatch(1);
        zk.sync("/a", (rc, path, ctx) -> awaitUninterrupted(blocked), null);
        server.take(SyncRequest.class);
        server.reply(new SyncResponse("/a"));

        assertThat(zk.close(50)).isFalse();
        blocked.countDown();
        assertThat(zk.close(PATIENCE_MILLIS)).isTrue();
    }

    @Test
    void aTestCanEndTheSession() throws Exception {
        zk.getTestable().injectSessionExpiration();
        assertThat(told.next()).isIn("default Disconnected None null", "default Expired None null");
        zk.close(PATIENCE_MILLIS);
        assertThat(zk.getState()).isEqualTo(ZooKeeper.States.CLOSED);
    }

    @Test
    void aTestCanBreakTheConnectionAndMakeUpEvents() throws Exception {
        zk.getTestable().closeSocket();
        assertThat(told.nextFromOneThread(2))
                .containsExactly("default Disconnected None null", "default SyncConnected None null");
        zk.getTestable()
                .queueEvent(new WatchedEvent(
                        Watcher.Event.EventType.NodeCreated, Watcher.Event.KeeperState.SyncConnected, "/made/up"));
        assertThat(told.next()).isEqualTo("default SyncConnected NodeCreated /made/up");
    }

    private void watchData(String path, String name) throws Exception {
        CompletableFuture<Void> set = new CompletableFuture<>();
        zk.getData(path, told.watcher(name), (rc, read, ctx, data, stat) -> set.complete(null), null);
        server.take(GetDataRequest.class);
        server.reply(new GetDataResponse(null, STAT));
        set.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    }

    private String exists(String path) {
        try {
            return "version " + zk.exists(path, false).getVersion();
        } catch (KeeperException | InterruptedException e) {
            return e.toString();
        }
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
