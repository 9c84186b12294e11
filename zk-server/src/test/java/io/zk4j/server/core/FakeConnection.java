/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.ConnectRequest;
import io.zk4j.protocol.ConnectResponse;
import io.zk4j.protocol.ErrorCode;
import io.zk4j.protocol.Request;
import io.zk4j.server.acl.AuthId;
import io.zk4j.server.op.Caller;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A connection without a socket: the test puts requests in and takes what the core has for it. */
final class FakeConnection implements ClientConnection.Wire {
    private static final long PATIENCE_SECONDS = 60;
    private static final List<AuthId> LOCALHOST = List.of(AuthId.ofAddress("127.0.0.1"));

    final ClientConnection connection = new ClientConnection(InetSocketAddress.createUnresolved("fake", 1), this);
    final AtomicReference<@Nullable String> cut = new AtomicReference<>();
    private final AtomicInteger wakes = new AtomicInteger();
    private final Inbox<Input> inbox;
    private final Clock clock;
    private final BlockingQueue<Outgoing> received = new LinkedBlockingQueue<>();
    private volatile boolean reads = true;
    private int xid;
    private long sessionId;
    private @Nullable ConnectResponse welcome;

    FakeConnection(Inbox<Input> inbox, Clock clock) {
        this.inbox = inbox;
        this.clock = clock;
        connection.callerIs(new Caller(0, LOCALHOST));
    }

    /** Asks for a session and waits until it is there. */
    Outgoing.Welcome handshake(int timeoutMillis, long id, Bytes password) {
        connection.heard(clock.millis());
        inbox.put(new Input.HandshakeAsked(
                connection, new ConnectRequest(0, 0, timeoutMillis, id, password, false, true)));
        var welcome = (Outgoing.Welcome) next();
        this.welcome = welcome.response();
        sessionId = welcome.response().sessionId();
        connection.callerIs(new Caller(sessionId, LOCALHOST));
        return welcome;
    }

    /** Asks for a new session. */
    void ask(int timeoutMillis) {
        inbox.put(new Input.HandshakeAsked(
                connection, new ConnectRequest(0, 0, timeoutMillis, 0, Bytes.EMPTY, false, true)));
    }

    /** How the handshake ended. */
    ConnectResponse welcome() {
        return Objects.requireNonNull(welcome);
    }

    /** Hands requests over in one step, like frames that were read together. */
    void send(Request... requests) {
        connection.heard(clock.millis());
        inbox.putAll(List.of(requests).stream().map(this::request).toList());
    }

    ClientRequest request(Request body) {
        xid++;
        return new ClientRequest(
                connection,
                xid,
                body.opCode().code(),
                body,
                ErrorCode.OK,
                new Caller(sessionId, LOCALHOST),
                clock.nanos());
    }

    /** The next thing that the core has for this connection. */
    Outgoing next() {
        try {
            var next = received.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(next).as("something for the connection").isNotNull();
            return next;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same, or null if there is nothing by now. */
    @Nullable
    Outgoing nextUnlessNone() {
        return received.poll();
    }

    /** From now on this connection takes nothing, like a client that does not read. */
    void stopReading() {
        reads = false;
    }

    Outgoing.Reply reply() {
        return (Outgoing.Reply) next();
    }

    boolean hasNothing() {
        return connection.outbox().isEmpty() && received.isEmpty();
    }

    int wakes() {
        return wakes.get();
    }

    long sessionId() {
        return sessionId;
    }

    @Override
    public void wake() {
        connection.outbox().wakeArrived();
        for (var next = poll(); next != null; next = poll()) {
            received.add(next);
        }
        wakes.incrementAndGet();
    }

    private @Nullable Outgoing poll() {
        return reads ? connection.outbox().poll() : null;
    }

    @Override
    public void cut(String reason) {
        cut.set(reason);
    }
}
