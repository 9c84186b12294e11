/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.core;

import io.zk4j.protocol.WatcherEvent;
import io.zk4j.server.acl.AuthId;
import io.zk4j.server.op.Caller;
import io.zk4j.server.watch.Watcher;
import java.net.SocketAddress;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * A client's connection as the core sees it.
 *
 * <p>Shared are the outbox, the time of the last packet and who the client is: each written by one side and read by the
 * other. Everything else belongs to the core thread.
 */
public final class ClientConnection implements Watcher {
    private static final AtomicLongFieldUpdater<ClientConnection> HEARD =
            AtomicLongFieldUpdater.newUpdater(ClientConnection.class, "heardMillis");
    /** Few clients have more than that under way for long; what grows beyond it stays. */
    private static final int UNFINISHED_EXPECTED = 1;

    private final SocketAddress remote;
    private final Wire wire;
    private final Outbox outbox = new Outbox();
    private volatile long heardMillis = Long.MIN_VALUE; // written by the event loop, as is the next
    private volatile @Nullable Caller caller;

    /** Requests that the core has taken and not answered, oldest first. */
    private final ArrayDeque<ClientRequest> unfinished = new ArrayDeque<>(UNFINISHED_EXPECTED);

    private @Nullable Deliveries deliveries;
    private long sessionId;
    private boolean closed;

    /**
     * A connection that the core has not heard of yet.
     *
     * @param remote the client's address, for logs
     */
    public ClientConnection(SocketAddress remote, Wire wire) {
        this.remote = remote;
        this.wire = wire;
    }

    public Outbox outbox() {
        return outbox;
    }

    /** Event loop: the client sent something. */
    public void heard(long nowMillis) {
        HEARD.lazySet(this, nowMillis); // it need not be exact, and it is written for every packet
    }

    long heardMillis() {
        return heardMillis;
    }

    /** Event loop: from now on the client is known as this. */
    public void callerIs(Caller known) {
        caller = known;
    }

    @Override
    public List<AuthId> ids() {
        var known = caller;
        return known == null ? List.of() : known.ids();
    }

    @Override
    public void deliver(WatcherEvent event, long zxid) {
        if (deliveries != null) {
            deliveries.send(this, new Outgoing.Event(zxid, event));
        }
    }

    /** Core thread, once: where events go. */
    void hearsThrough(Deliveries way) {
        deliveries = way;
    }

    Wire wire() {
        return wire;
    }

    ArrayDeque<ClientRequest> unfinished() {
        return unfinished;
    }

    /** The session that this connection speaks for; 0 before the handshake. */
    @Override
    public long sessionId() {
        return sessionId;
    }

    void speaksFor(long session) {
        sessionId = session;
    }

    /** Whether the core has finished with this connection: nothing is taken from it or sent to it any more. */
    boolean isClosed() {
        return closed;
    }

    void markClosed() {
        closed = true;
        unfinished.clear();
    }

    @Override
    public String toString() {
        return remote.toString();
    }

    /** The connection's event loop, as the core needs it. Thread-safe; returns at once. */
    public interface Wire {
        /** There is something in the outbox. */
        void wake();

        /** Close without waiting for what is in the outbox. */
        void cut(String reason);
    }
}
