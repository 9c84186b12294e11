/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client;

import io.zk4j.client.net.Transport;
import io.zk4j.client.session.Failure;
import io.zk4j.client.session.ReplyHandler;
import io.zk4j.client.session.SessionConfig;
import io.zk4j.client.session.SessionEvent;
import io.zk4j.client.session.WatchChange;
import io.zk4j.client.session.WatchChange.Kind;
import io.zk4j.protocol.CheckWatchesRequest;
import io.zk4j.protocol.ErrorCode;
import io.zk4j.protocol.KeeperState;
import io.zk4j.protocol.RemoveWatchesRequest;
import io.zk4j.protocol.Request;
import io.zk4j.protocol.Response;
import io.zk4j.protocol.WatcherType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The session behind all views of a client: its state for the application, its callbacks in order, and its persistent watches. */
final class SharedSession {
    private static final ReplyHandler NOBODY_WAITS = new ReplyHandler() {
        @Override
        public void onReply(int xid, long zxid, int error, @Nullable Response response) {}

        @Override
        public void onFailure(Failure failure) {}
    };

    private final SerialExecutor callbacks;
    private final ClientSession<Watch> session;
    /** Written on the I/O thread, read by everyone. */
    private volatile SessionState state;

    /** Used on the executor for callbacks only. */
    private final List<Subscription> subscriptions = new ArrayList<>();

    private SessionState toldState;

    /** Guarded by itself, so that requests leave in the order of what it has seen. */
    private final WatchUsers watchUsers = new WatchUsers();

    SharedSession(SessionConfig config, Transport transport, SerialExecutor callbacks) {
        this.callbacks = callbacks;
        this.state = new SessionState(SessionState.Kind.CONNECTING, 0, 0, System.nanoTime());
        this.toldState = state;
        this.session = ClientSession.prepare(config, null, this::onEvent, transport);
        session.begin(); // only now, as a server may answer before another thread has seen the session
    }

    ClientSession<Watch> session() {
        return session;
    }

    SerialExecutor callbacks() {
        return callbacks;
    }

    SessionState state() {
        SessionState last = state;
        return new SessionState(last.kind(), last.sessionId(), last.number(), session.provablyAliveUntilNanos());
    }

    StateSubscription onState(Consumer<SessionState> listener) {
        var subscription = new Subscription(listener);
        callbacks.execute(() -> {
            subscriptions.add(subscription);
            subscription.tell(toldState);
        });
        return subscription;
    }

    private final class Subscription implements StateSubscription {
        private final Consumer<SessionState> listener;
        /** Closed by any thread, looked at on the executor for callbacks. */
        private volatile boolean closed;

        Subscription(Consumer<SessionState> listener) {
            this.listener = listener;
        }

        void tell(SessionState next) {
            if (!closed) {
                listener.accept(next);
            }
        }

        @Override
        public void close() {
            closed = true;
            callbacks.execute(() -> subscriptions.remove(this));
        }
    }

    // ---- events, on the I/O thread

    private void onEvent(SessionEvent event, Set<Watch> watches) {
        switch (event.type()) {
            case NODE_CREATED -> fire(WatchEvent.Kind.CREATED, event, watches);
            case NODE_DELETED -> fire(WatchEvent.Kind.DELETED, event, watches);
            case NODE_DATA_CHANGED -> fire(WatchEvent.Kind.DATA_CHANGED, event, watches);
            case NODE_CHILDREN_CHANGED -> fire(WatchEvent.Kind.CHILDREN_CHANGED, event, watches);
            case DATA_WATCH_REMOVED, CHILD_WATCH_REMOVED, PERSISTENT_WATCH_REMOVED -> end(watches);
            case NONE -> changeOfSession(event.state(), watches);
        }
    }

    private void fire(WatchEvent.Kind what, SessionEvent event, Set<Watch> watches) {
        for (Watch watch : watches) {
            if (!watch.isPersistent()) {
                synchronized (watchUsers) {
                    watchUsers.fired(watch);
                }
            }
            callbacks.execute(() -> watch.fire(what, event));
        }
    }

    private void end(Set<Watch> watches) {
        callbacks.execute(() -> watches.forEach(Watch::end));
    }

    private void changeOfSession(KeeperState keeperState, Set<Watch> watches) {
        if (keeperState == KeeperState.SASL_AUTHENTICATED) {
            return; // Calls wait for it by themselves, so nobody needs to.
        }
        SessionState.Kind kind = switch (keeperState) {
            case SYNC_CONNECTED -> SessionState.Kind.CONNECTED;
            case CONNECTED_READ_ONLY -> SessionState.Kind.CONNECTED_READ_ONLY;
            case EXPIRED -> SessionState.Kind.EXPIRED;
            case CLOSED -> SessionState.Kind.CLOSED;
            case AUTH_FAILED -> SessionState.Kind.AUTH_FAILED;
            default -> state.sessionId() == 0 ? SessionState.Kind.CONNECTING : SessionState.Kind.SUSPENDED;
        };
        var next = new SessionState(
                kind, session.status().sessionId(), state.number() + 1, session.provablyAliveUntilNanos());
        state = next;
        callbacks.execute(() -> tell(next));
        if (kind.isFinal()) {
            end(watches);
        }
    }

    private void tell(SessionState next) {
        toldState = next;
        for (Subscription subscription : subscriptions) {
            SerialExecutor.guard(() -> subscription.tell(next));
        }
    }

    // ---- watches

    /** Asks for something that leaves a watch. */
    void add(Watch watch, Request request, ReplyHandler handler, long timeoutMillis) {
        synchronized (watchUsers) {
            watchUsers.join(watch);
            session.submit(
                    request, new WatchChange.Add<>(watch.kind(), watch.serverPath(), watch), handler, timeoutMillis);
        }
    }

    /** Takes a watch away; from the server only if no other watch of this session relies on it. */
    void remove(Watch watch) {
        synchronized (watchUsers) {
            takeAway(watch, watchUsers.leave(watch));
        }
    }

    /** A request that was to leave a watch has failed: the server has set it only if its reply was lost or cannot be read. */
    void failed(Watch watch, Throwable failure) {
        boolean maybeSet = failure instanceof ZkException noReply
                && (noReply.code() == ErrorCode.REQUEST_TIMEOUT || noReply.code() == ErrorCode.MARSHALLING_ERROR);
        synchronized (watchUsers) {
            if (maybeSet || watch.isPersistent()) {
                takeAway(watch, watchUsers.leave(watch));
            } else if (watchUsers.refused(watch)) {
                takeAway(watch, true);
            }
        }
    }

    private void takeAway(Watch watch, boolean fromServer) {
        WatcherType type = type(watch.kind());
        Request request = fromServer
                ? new RemoveWatchesRequest(watch.serverPath(), type.code())
                : new CheckWatchesRequest(watch.serverPath(), type.code());
        session.submit(request, new WatchChange.Remove<>(watch.serverPath(), watch, type, true), NOBODY_WAITS);
    }

    private static WatcherType type(Kind kind) {
        return switch (kind) {
            case DATA, EXIST -> WatcherType.DATA;
            case CHILD -> WatcherType.CHILDREN;
            case PERSISTENT -> WatcherType.PERSISTENT;
            case PERSISTENT_RECURSIVE -> WatcherType.PERSISTENT_RECURSIVE;
        };
    }

    /** A call whose outcome is told in order with everything else. */
    <T> AsyncCall<T> call(Request request, @Nullable String path, int acceptedError, AsyncCall.Decoder<T> decoder) {
        return new AsyncCall<>(request, path, acceptedError, decoder, callbacks);
    }
}
