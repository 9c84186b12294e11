/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client;

import io.zk4j.client.net.SessionDriver;
import io.zk4j.client.net.Transport;
import io.zk4j.client.session.Call;
import io.zk4j.client.session.HostPort;
import io.zk4j.client.session.Input;
import io.zk4j.client.session.ReplyHandler;
import io.zk4j.client.session.SessionConfig;
import io.zk4j.client.session.SessionListener;
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
public final class ClientSession<W> {
    /** Of a frame with a credential, what is not the credential. */
    private static final int AUTH_FRAME_OVERHEAD_BYTES = 64;

    private final SessionConfig config;
    private final SessionDriver<W> driver;

    private ClientSession(SessionConfig config, SessionDriver<W> driver) {
        this.config = config;
        this.driver = driver;
    }

    /**
     * Starts to connect, in the background.
     *
     * @param <W> what the caller uses as watcher
     * @param config how the session is to be
     * @param defaultWatcher hears every change of the session in addition to the watchers registered; null for none
     * @param listener hears every event, with the watchers that it is for
     * @return the session, which is still connecting
     */
    public static <W> ClientSession<W> open(
            SessionConfig config, @Nullable W defaultWatcher, SessionListener<W> listener) {
        return open(config, defaultWatcher, listener, Transport.plain());
    }

    /**
     * As {@link #open(SessionConfig, Object, SessionListener)}, with the caller's way to the servers.
     *
     * @param <W> what the caller uses as watcher
     * @param config how the session is to be
     * @param defaultWatcher hears every change of the session; null for none
     * @param listener hears every event, with the watchers that it is for
     * @param transport the way to the servers
     * @return the session, which is still connecting
     */
    public static <W> ClientSession<W> open(
            SessionConfig config, @Nullable W defaultWatcher, SessionListener<W> listener, Transport transport) {
        ClientSession<W> session = prepare(config, defaultWatcher, listener, transport);
        session.begin();
        return session;
    }

    /** The same for a listener that needs the session itself, which tells it nothing before it has begun. */
    static <W> ClientSession<W> prepare(
            SessionConfig config, @Nullable W defaultWatcher, SessionListener<W> listener, Transport transport) {
        return new ClientSession<>(config, SessionDriver.prepare(config, defaultWatcher, listener, transport));
    }

    /** Begins to connect, once. */
    void begin() {
        driver.begin();
    }

    /**
     * Sends {@code request} behind those submitted before. While no server is connected it waits until each server has been tried
     * once, within the default deadline.
     *
     * @param request what to ask for
     * @param change what the reply does to the watches
     * @param handler hears the outcome, on the I/O thread
     */
    public void submit(Request request, @Nullable WatchChange<W> change, ReplyHandler handler) {
        submit(request, change, handler, config.requestTimeoutMillis());
    }

    /**
     * As {@link #submit(Request, WatchChange, ReplyHandler)} with a deadline of its own; zero is never.
     *
     * @param request what to ask for
     * @param change what the reply does to the watches; null for nothing
     * @param handler hears the outcome, on the I/O thread
     * @param timeoutMillis how long the call may take; zero for any time
     */
    public void submit(Request request, @Nullable WatchChange<W> change, ReplyHandler handler, long timeoutMillis) {
        driver.submit(new Call<>(request, change, handler, timeoutMillis));
    }

    /**
     * Adds a credential, sent now and on each connection to come. A server that refuses it ends the session.
     *
     * @param scheme such as {@code digest}
     * @param auth what proves it; for {@code digest}, {@code user:password}
     * @throws IllegalArgumentException if it is too large to be sent
     */
    public void addAuth(String scheme, Bytes auth) {
        int bytes = auth.length() + 3 * scheme.length() + AUTH_FRAME_OVERHEAD_BYTES;
        if (bytes > config.frameBytesMax()) {
            throw new IllegalArgumentException("a credential of scheme " + scheme + " with " + auth.length()
                    + " bytes does not fit into a frame of " + config.frameBytesMax() + " bytes (jute.maxbuffer)");
        }
        driver.submit(new Input.AuthAdded<>(scheme, auth));
    }

    /**
     * The watcher that hears every change of the session in addition to those registered; null for none.
     *
     * @param watcher the watcher; null for none
     */
    public void setDefaultWatcher(@Nullable W watcher) {
        driver.submit(new Input.DefaultWatcherChanged<>(watcher));
    }

    /**
     * Replaces the servers; moves to another one if that keeps the load even.
     *
     * @param servers the servers
     */
    public void updateServerList(List<HostPort> servers) {
        if (servers.isEmpty()) {
            throw new IllegalArgumentException("a session needs at least one server");
        }
        driver.submit(new Input.ServersChanged<>(List.copyOf(servers)));
    }

    /**
     * Says that the caller's own choice of servers has others now.
     *
     * @param places one for each, which the transport's lookup turns into addresses
     * @param move whether to leave the present server, once all replies are in
     */
    public void serversProvided(List<HostPort> places, boolean move) {
        driver.submit(new Input.ChoiceChanged<>(List.copyOf(places), move));
    }

    /**
     * Closes the session behind the requests submitted before, waiting for the server at most the close timeout.
     *
     * @return done when the session has ended and its socket is closed; never fails
     */
    public CompletionStage<Void> close() {
        driver.submit(new Input.CloseAsked<>());
        return driver.closed();
    }

    /** {@return what is known now} */
    public SessionStatus status() {
        return driver.status();
    }

    /**
     * The moment until which the session is provably alive, on {@link System#nanoTime}'s clock: the negotiated timeout after the
     * last message that a server has answered was sent. Not in the future while there is no session.
     *
     * @return the moment until which the session is provably alive, on {@link System#nanoTime}'s clock: the negotiated timeout after the
     *     last message that a server has answered was sent
     */
    public long provablyAliveUntilNanos() {
        return driver.provablyAliveUntilNanos();
    }

    /** For tests: breaks the connection, as a network would. */
    public void dropConnection() {
        driver.submit(new Input.DropAsked<>());
    }

    /** For tests: ends the session as if a server had said that it is expired. */
    public void expireNow() {
        driver.submit(new Input.ExpireAsked<>());
    }
}
