/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.zookeeper;

import io.zk4j.client.ClientSession;
import io.zk4j.client.session.Chroot;
import io.zk4j.client.session.Failure;
import io.zk4j.client.session.ReplyHandler;
import io.zk4j.client.session.SessionEvent;
import io.zk4j.client.session.SessionListener;
import io.zk4j.protocol.Response;
import java.util.Set;
import org.apache.zookeeper.Watcher.Event.EventType;
import org.apache.zookeeper.Watcher.Event.KeeperState;
import org.jspecify.annotations.Nullable;

/**
 * Brings calls to the engine and outcomes back: at once for a caller that waits, through the event thread for callbacks and watchers.
 *
 * <p>Events and replies come from the engine in order on one thread, and join the event thread's queue in that order. That is how a watcher
 * hears of a change before the callback of a read that saw it.
 */
final class Session implements SessionListener<Watcher> {
    private static final ReplyHandler NOBODY_WAITS = new ReplyHandler() {
        @Override
        public void onReply(int xid, long zxid, int error, @Nullable Response response) {}

        @Override
        public void onFailure(Failure failure) {}
    };

    private final Chroot chroot;
    private final EventThread eventThread;
    private final @Nullable ProvidedServers providedServers;
    private final ClientSession<Watcher> engine;

    /** Set and read by the application on any thread; the engine has it as well. */
    private volatile @Nullable Watcher defaultWatcher;

    /** Opens a session. The engine may report to it at once. */
    Session(SessionOpening opening, EventThread eventThread, @Nullable Watcher defaultWatcher) {
        this.chroot = opening.chroot();
        this.eventThread = eventThread;
        this.defaultWatcher = defaultWatcher;
        this.providedServers = opening.providedServers();
        this.engine = opening.open(defaultWatcher, this);
    }

    ClientSession<Watcher> engine() {
        return engine;
    }

    @Nullable
    Watcher defaultWatcher() {
        return defaultWatcher;
    }

    void setDefaultWatcher(@Nullable Watcher watcher) {
        this.defaultWatcher = watcher;
        engine.setDefaultWatcher(watcher);
    }

    /** Tells a callback the outcome of its call. */
    @FunctionalInterface
    interface Outcome<T> {
        /** The number of the code, and the result, null unless the code is 0. */
        void tell(int rc, @Nullable T result);
    }

    /** Sends a call and waits for its answer; {@code path} is what the application named, for exceptions. */
    <T> T await(@Nullable String path, Call<T> call) throws KeeperException, InterruptedException {
        var answer = new AwaitedAnswer();
        engine.submit(call.request(), call.change(), answer);
        return call.result().apply(answer.await(path, call.request()));
    }

    /** Sends a call whose outcome the event thread will tell; a null callback hears nothing. */
    <T> void start(Call<T> call, @Nullable AsyncCallback callback, Outcome<T> outcome) {
        ReplyHandler handler =
                callback == null ? NOBODY_WAITS : new AwaitedCallback<>(call.result(), outcome, eventThread);
        engine.submit(call.request(), call.change(), handler);
    }

    @Override
    public void onEvent(SessionEvent event, Set<Watcher> watchers) {
        String serverPath = event.serverPath();
        var state = KeeperState.fromInt(event.state().code());
        queue(
                new WatchedEvent(
                        EventType.fromInt(event.type().code()),
                        state,
                        serverPath == null ? null : chroot.toClient(serverPath),
                        event.zxid()),
                watchers);
        if (serverPath == null
                && providedServers != null
                && (state == KeeperState.SyncConnected || state == KeeperState.ConnectedReadOnly)) {
            providedServers.onConnected();
        }
        // A client that could not log in on its own side hears of AuthFailed as well, and goes on without.
        boolean refused =
                state == KeeperState.AuthFailed && engine.status().phase().isFinal();
        if (state == KeeperState.Expired || refused || state == KeeperState.Closed) {
            eventThread.endWhenDone();
        }
    }

    /** Hands an event to watchers through the event thread. */
    void queue(WatchedEvent event, Set<Watcher> watchers) {
        for (Watcher watcher : watchers) {
            eventThread.execute(() -> watcher.process(event));
        }
    }
}
