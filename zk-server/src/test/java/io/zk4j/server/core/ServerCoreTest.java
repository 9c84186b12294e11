/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zk4j.protocol.Acl;
import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.CreateRequest;
import io.zk4j.protocol.DeleteRequest;
import io.zk4j.protocol.ErrorCode;
import io.zk4j.protocol.EventType;
import io.zk4j.protocol.ExistsRequest;
import io.zk4j.protocol.GetDataRequest;
import io.zk4j.protocol.OpCode;
import io.zk4j.protocol.Request;
import io.zk4j.protocol.SetDataRequest;
import io.zk4j.server.session.SessionPassword;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the core promises: one order, nothing before it is on the disk, events ahead of what they announce. */
class ServerCoreTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final CoreHarness harness = new CoreHarness();

    @AfterEach
    void stop() throws InterruptedException {
        harness.close();
    }

    @Test
    void writesThatArriveDuringAnFsyncShareTheNextOne() {
        var connections = new ArrayList<FakeConnection>();
        for (int i = 0; i < 10; i++) {
            connections.add(harness.connect());
        }
        int before = harness.journal.syncs();
        harness.journal.hold();
        connections.get(0).send(create("/first"));
        harness.journal.awaitHeldSync();
        for (int i = 0; i < 100; i++) {
            connections.get(i % 10).send(create("/n" + i));
        }
        harness.settle();
        harness.journal.release();

        assertThat(connections.get(0).reply().err()).isZero();
        for (int i = 0; i < 100; i++) {
            assertThat(connections.get(i % 10).reply().err()).isZero();
        }
        assertThat(harness.journal.syncs() - before).isEqualTo(2);
    }

    @Test
    void nothingIsVisibleBeforeItIsOnTheDisk() {
        var writer = harness.connect();
        var watcher = harness.connect();
        watcher.send(new ExistsRequest("/a", true));
        assertThat(watcher.reply().err()).isEqualTo(ErrorCode.NO_NODE.code());

        harness.journal.hold();
        writer.send(create("/a"));
        harness.journal.awaitHeldSync();
        harness.settle();
        assertThat(writer.hasNothing()).isTrue();
        assertThat(watcher.hasNothing()).isTrue();
        assertThat(loopRead(watcher, new ExistsRequest("/a", false)).err()).isEqualTo(ErrorCode.NO_NODE.code());
        watcher.send(new ExistsRequest("/a", false));
        assertThat(watcher.reply().err()).isEqualTo(ErrorCode.NO_NODE.code());

        harness.journal.release();
        assertThat(writer.reply().err()).isZero();
        assertThat(((Outgoing.Event) watcher.next()).event().type()).isEqualTo(EventType.NODE_CREATED.code());
        assertThat(loopRead(watcher, new ExistsRequest("/a", false)).err()).isZero();
    }

    @Test
    void aReadWaitsBehindTheWritesOfItsOwnConnectionOnly() {
        var writer = harness.connect();
        var other = harness.connect();
        harness.journal.hold();
        writer.send(create("/a"), new GetDataRequest("/a", false), set("/a"), new GetDataRequest("/a", true));
        harness.journal.awaitHeldSync();
        other.send(new ExistsRequest("/a", false));
        assertThat(other.reply().err()).isEqualTo(ErrorCode.NO_NODE.code());
        assertThat(writer.hasNothing()).isTrue();

        harness.journal.release();
        var created = writer.reply();
        var read = writer.reply();
        var changed = writer.reply();
        var readAgain = writer.reply();
        assertThat(created.request().xid()).isEqualTo(1);
        assertThat(read.zxid()).isEqualTo(created.zxid());
        assertThat(changed.zxid()).isEqualTo(created.zxid() + 1);
        assertThat(readAgain.zxid()).isEqualTo(changed.zxid());
        assertThat(readAgain.err()).isZero();
    }

    @Test
    void anEventComesBeforeTheAnswerToTheWriteThatCausedIt() {
        var client = harness.connect();
        client.send(create("/a"), new GetDataRequest("/a", true), set("/a"));

        assertThat(client.reply().err()).isZero();
        assertThat(client.reply().err()).isZero();
        assertThat(((Outgoing.Event) client.next()).event().type()).isEqualTo(EventType.NODE_DATA_CHANGED.code());
        assertThat(client.reply().request().type()).isEqualTo(OpCode.SET_DATA.code());
    }

    @Test
    void aFailedWriteTakesItsTurnAndAZxid() {
        var client = harness.connect();
        harness.journal.hold();
        client.send(create("/a"), create("/a"), create("/b"));
        harness.settle();
        harness.journal.release();

        long zxid = client.reply().zxid();
        var refused = client.reply();
        assertThat(refused.err()).isEqualTo(ErrorCode.NODE_EXISTS.code());
        assertThat(refused.zxid()).isEqualTo(zxid + 1);
        assertThat(client.reply().zxid()).isEqualTo(zxid + 2);
    }

    @Test
    void aBrokenDiskStopsTheServerAndAcknowledgesNothing() {
        var client = harness.connect();
        harness.journal.hold();
        client.send(create("/a"));
        harness.journal.awaitHeldSync();
        harness.journal.breakDown();
        harness.journal.release();

        assertThat(harness.failure).succeedsWithin(PATIENCE).isInstanceOf(IOException.class);
        assertThat(client.hasNothing()).isTrue();
        assertThat(harness.tree.get("/a")).isNull();
    }

    @Test
    void aBugOnTheLogThreadStopsTheServerInsteadOfLeavingItSilent() {
        var client = harness.connect();
        harness.journal.breakDownWith(new StackOverflowError());
        client.send(create("/a"));

        assertThat(harness.failure).succeedsWithin(PATIENCE).isInstanceOf(StackOverflowError.class);
        assertThat(client.hasNothing()).isTrue();
    }

    @Test
    void aBugOnTheCoreThreadStopsTheServer() {
        harness.inbox.put(new Input.Asked(() -> {
            throw new IllegalStateException("a bug");
        }));

        assertThat(harness.failure).succeedsWithin(PATIENCE).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aSilentSessionExpiresAndTakesItsEphemeralsAlong() {
        var silent = harness.connect();
        silent.send(new CreateRequest(OpCode.CREATE, "/mine", null, Acl.OPEN_UNSAFE, 1));
        assertThat(silent.reply().err()).isZero();
        harness.pass(Duration.ofSeconds(9));
        assertThat(harness.tree.get("/mine")).isNotNull();

        harness.pass(Duration.ofSeconds(4));
        assertThat(silent.next()).isInstanceOf(Outgoing.Close.class);
        assertThat(harness.tree.get("/mine")).isNull();
        var late = harness.stranger().handshake(10_000, silent.sessionId(), passwordOf(silent));
        assertThat(late.accepted()).isFalse();
        assertThat(late.response().timeoutMillis()).isZero();
    }

    @Test
    void aSessionThatIsHeardOfLives() {
        var client = harness.connect();
        for (int i = 0; i < 10; i++) {
            harness.pass(Duration.ofSeconds(3));
            client.connection.heard(harness.clock.millis());
        }
        client.send(create("/a"));
        assertThat(client.reply().err()).isZero();
    }

    @Test
    void aSessionThatWaitsForASlowDiskDoesNotExpire() {
        var client = harness.connect();
        harness.journal.hold();
        client.send(create("/a"));
        harness.pass(Duration.ofSeconds(30));
        harness.journal.release();
        assertThat(client.reply().err()).isZero();

        harness.pass(Duration.ofSeconds(30));
        assertThat(client.next()).as("silence afterwards").isInstanceOf(Outgoing.Close.class);
    }

    @Test
    void aServerThatStoodStillForgivesItsSessions() {
        var client = harness.connect();
        harness.pass(Duration.ofSeconds(1));
        harness.clock.advance(Duration.ofMinutes(5)); // no tick came: the process was stopped
        harness.pass(Duration.ofSeconds(1));

        client.send(create("/a"));
        assertThat(client.reply().err()).isZero();
    }

    @Test
    void whoHasThePasswordTakesTheSessionOver() {
        var before = harness.connect();
        var after = harness.stranger();
        var welcome = after.handshake(10_000, before.sessionId(), passwordOf(before));

        assertThat(welcome.accepted()).isTrue();
        assertThat(welcome.response().sessionId()).isEqualTo(before.sessionId());
        assertThat(before.next()).isInstanceOf(Outgoing.Close.class);
        before.send(create("/from-the-old-one"));
        harness.settle();
        assertThat(harness.tree.get("/from-the-old-one")).isNull();
    }

    @Test
    void whoHasAWrongPasswordDoesNotDisturbTheHolder() {
        var holder = harness.connect();
        var welcome = harness.stranger().handshake(10_000, holder.sessionId(), Bytes.wrap(new byte[16]));

        assertThat(welcome.accepted()).isFalse();
        assertThat(holder.hasNothing()).isTrue();
        holder.send(create("/a"));
        assertThat(holder.reply().err()).isZero();
    }

    @Test
    void aClientThatReadsNothingIsCutAtTheBound() {
        var deaf = harness.connect();
        var writer = harness.connect();
        deaf.stopReading();
        var longName = "/" + "x".repeat(200_000);
        for (int i = 0; deaf.cut.get() == null && i < 1000; i++) {
            deaf.send(new ExistsRequest(longName, true));
            writer.send(create(longName));
            writer.reply();
            writer.send(new DeleteRequest(longName, -1));
            writer.reply();
        }

        await().atMost(PATIENCE).until(() -> deaf.cut.get() != null);
        assertThat(deaf.cut.get()).contains("does not read");
        assertThat(deaf.hasNothing()).isTrue();
    }

    @Test
    void aNearlyFullDiskTurnsWritesAwayInTheirTurnUntilThereIsRoom() {
        var client = harness.connect();
        client.send(create("/a"), create("/b"));
        assertThat(client.reply().err()).isZero();
        long zxid = client.reply().zxid();

        harness.gate.update("only 3 KiB are free");
        client.send(new DeleteRequest("/b", -1), set("/a"), new ExistsRequest("/a", false));
        assertThat(client.reply().err()).as("delete").isZero();
        var refused = client.reply();
        assertThat(refused.err()).as("setData").isEqualTo(ErrorCode.SYSTEM_ERROR.code());
        assertThat(refused.zxid()).isEqualTo(zxid + 1);
        assertThat(client.reply().err()).as("exists").isZero();

        harness.gate.update(null);
        client.send(set("/a"));
        assertThat(client.reply().err()).isZero();
    }

    @Test
    void aBatchWakesEachConnectionOnce() {
        var client = harness.connect();
        int before = client.wakes();
        harness.journal.hold();
        for (int i = 0; i < 50; i++) {
            client.send(create("/n" + i));
        }
        harness.settle();
        harness.journal.release();
        for (int i = 0; i < 50; i++) {
            client.reply();
        }
        harness.settle();
        assertThat(client.wakes() - before).isLessThanOrEqualTo(2);
    }

    private Answer loopRead(FakeConnection connection, Request request) {
        var answer = harness.loopReads.answer(connection.request(request));
        assertThat(answer).isNotNull();
        return answer;
    }

    private static Bytes passwordOf(FakeConnection connection) {
        return Bytes.wrap(SessionPassword.of(connection.sessionId()));
    }

    private static CreateRequest create(String path) {
        return new CreateRequest(OpCode.CREATE, path, Bytes.ofUtf8("data"), Acl.OPEN_UNSAFE, 0);
    }

    private static SetDataRequest set(String path) {
        return new SetDataRequest(path, Bytes.ofUtf8("more"), -1);
    }
}
