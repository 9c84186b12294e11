/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client;

import io.zk4j.client.session.HostPort;
import io.zk4j.client.session.ReplyHandler;
import io.zk4j.client.session.SessionStatus;
import io.zk4j.client.session.WatchChange;
import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.Request;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The low level handle of one session: requests in, replies and events out, in ZooKeeper's order.
 *
 * <p>Every path here is a server path; callers that offer a chroot convert with {@link io.zk4j.client.session.Chroot}. All methods
 * may be called from any thread and do not block. Handlers and the listener run on the session's I/O thread.
 *
 * @param <W> what the caller uses as watcher
 */
public interface ClientSession<W> {
    /**
     * Sends {@code request} behind those submitted before. While no server is connected it waits until each server has been tried
     * once, within the default deadline.
     *
     * @param change what the reply does to the watches
     */
    void submit(Request request, @Nullable WatchChange<W> change, ReplyHandler handler);

    /** As {@link #submit(Request, WatchChange, ReplyHandler)} with a deadline of its own; zero is never. */
    void submit(Request request, @Nullable WatchChange<W> change, ReplyHandler handler, long timeoutMillis);

    /** Adds a credential, sent now and on each connection to come. A server that refuses it ends the session. */
    void addAuth(String scheme, Bytes auth);

    /** The watcher that hears every change of the session in addition to those registered; null for none. */
    void setDefaultWatcher(@Nullable W watcher);

    /** Replaces the servers; moves to another one if that keeps the load even. */
    void updateServerList(List<HostPort> servers);

    /**
     * Closes the session behind the requests submitted before, waiting for the server at most the close timeout.
     *
     * @return done when the session has ended and its socket is closed; the same stage for each call; never fails
     */
    CompletionStage<Void> close();

    /** What is known now. */
    SessionStatus status();

    /**
     * The moment until which the session is provably alive, on {@link System#nanoTime}'s clock: the negotiated timeout after the
     * last answered message was sent.
     */
    long provablyAliveUntilNanos();

    /** For tests: breaks the connection, as a network would. */
    void dropConnection();

    /** For tests: ends the session as if a server had said that it is expired. */
    void expireNow();
}
