/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.framework.sim;

import io.zk4j.client.Children;
import io.zk4j.client.CreateOptions;
import io.zk4j.client.Created;
import io.zk4j.client.EnsembleChange;
import io.zk4j.client.Node;
import io.zk4j.client.NodeAcl;
import io.zk4j.client.Op;
import io.zk4j.client.OpResult;
import io.zk4j.client.Refusals;
import io.zk4j.client.SessionExpiredException;
import io.zk4j.client.SessionState;
import io.zk4j.client.SessionState.Kind;
import io.zk4j.client.WatchEvent;
import io.zk4j.client.WatchHandle;
import io.zk4j.client.WatchMode;
import io.zk4j.client.Watched;
import io.zk4j.client.ZkException.Advice;
import io.zk4j.framework.SessionClient;
import io.zk4j.framework.Turn;
import io.zk4j.protocol.Acl;
import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.Stat;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One session of a simulated client: requests travel in order and take their time, connections break, replies get lost, and the client
 * counts its session's life from what was answered, as the real one does.
 */
final class SimSession implements SessionClient {
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long DEADLINE_MILLIS = 2_000;
    private static final int TRAVEL_MILLIS_MAX = 8;
    private static final int SLOW_TRAVEL_MILLIS_MAX = 800;
    private static final double SLOW = 0.01;

    private final SimWorld world;
    private final SimEnsemble ensemble;
    private final Turn turn;
    private final List<Consumer<SessionState>> listeners = new ArrayList<>();
    private final Set<Request<?>> underWay = new LinkedHashSet<>();
    private final Set<SimWatch> watches = new LinkedHashSet<>();
    private Kind kind = Kind.CONNECTING;
    private long id;
    private long number;
    private long provenMillis;
    private long heardMillis;
    private long heardByServersMillis;
    /** When the last message of the present connection arrives, each way; none overtakes another. */
    private long lastArrivalMillis;

    private long lastReplyMillis;
    private long connection;

    SimSession(SimWorld world, SimEnsemble ensemble, Turn turn) {
        this.world = world;
        this.ensemble = ensemble;
        this.turn = turn;
    }

    // ---- the connection

    void connectIn(long millis) {
        world.in(millis, this::connect);
    }

    private void connect() {
        if (kind.isFinal() || kind.isConnected()) {
            return;
        }
        long sent = world.nowMillis();
        boolean first = id == 0;
        if (first) {
            id = ensemble.open(this);
        } else if (!ensemble.isAlive(id)) {
            end(Kind.EXPIRED);
            return;
        }
        connection++;
        heardByServersMillis = sent;
        provenMillis = sent;
        heardMillis = sent;
        become(Kind.CONNECTED);
        resetWatches();
        ping(connection);
        List.copyOf(underWay).forEach(request -> request.sendOn(connection));
        if (first) {
            watchOver();
        }
    }

    /** What has changed while the client was away is told now, as servers do with what the client has seen last. */
    private void resetWatches() {
        for (SimWatch watch : List.copyOf(watches)) {
            watch.missed.forEach(event -> fire(watch, event));
            watch.missed.clear();
        }
    }

    private long travelMillis() {
        return world.upTo(world.chance(SLOW) ? SLOW_TRAVEL_MILLIS_MAX : TRAVEL_MILLIS_MAX);
    }

    private void ping(long on) {
        if (connection != on || !kind.isConnected()) {
            return;
        }
        long sent = world.nowMillis();
        Request<Boolean> ping = new Request<>("/", false, () -> true);
        CompletionStage<Boolean> answer = ping.outcome;
        answer.thenRun(() -> {
            provenMillis = Math.max(provenMillis, sent);
            heardMillis = world.nowMillis();
        });
        ping.sendOn(on);
        world.in(SimEnsemble.SESSION_MILLIS / 3, () -> ping(on));
    }

    /** The client gives its session up when nothing was heard for its timeout. */
    private void watchOver() {
        if (kind.isFinal()) {
            return;
        }
        if (!kind.isConnected() && id != 0 && world.nowMillis() - heardMillis >= SimEnsemble.SESSION_MILLIS) {
            end(Kind.EXPIRED);
            return;
        }
        if (kind.isConnected() && !ensemble.isAlive(id)) {
            world.in(world.upTo(200), () -> end(Kind.EXPIRED));
        }
        world.in(50, this::watchOver);
    }

    /** The connection breaks; what is under way may arrive in the meantime or never. */
    void cut(long millis) {
        if (!kind.isConnected()) {
            return;
        }
        connection++;
        watches.removeIf(watch -> !watch.known);
        lastArrivalMillis = world.nowMillis();
        lastReplyMillis = world.nowMillis();
        List.copyOf(underWay).forEach(request -> request.loseConnection(millis));
        become(Kind.SUSPENDED);
        world.in(millis, this::connect);
    }

    private void end(Kind how) {
        if (kind.isFinal()) {
            return;
        }
        connection++;
        become(how);
        watches.clear();
        List.copyOf(underWay)
                .forEach(request -> request.failed(new SessionExpiredException(
                        request.path, request.sent && request.write ? Advice.CHECK : Advice.GIVE_UP, "it is over")));
    }

    private void become(Kind next) {
        kind = next;
        number++;
        SessionState now = state();
        List.copyOf(listeners).forEach(listener -> tell(() -> listener.accept(now)));
    }

    /** As the client does: behind what it is doing right now. */
    private void tell(Runnable news) {
        world.in(0, () -> turn.execute(news));
    }

    // ---- what the servers know

    long heardByServersMillis() {
        return heardByServersMillis;
    }

    int watches() {
        return watches.size();
    }

    void onChange(String path, WatchEvent.Kind what, long zxid) {
        for (SimWatch watch : List.copyOf(watches)) {
            if (watch.hears(path, what)) {
                var event = new WatchEvent(what, path, zxid);
                if (kind.isConnected()) {
                    fire(watch, event);
                } else if (!watch.persistent && watch.missed.isEmpty()) {
                    watch.missed.add(event);
                }
            }
        }
    }

    /** Ahead of every reply that could show the change. */
    private void fire(SimWatch watch, WatchEvent event) {
        if (!watch.persistent) {
            watches.remove(watch);
        }
        long on = connection;
        lastReplyMillis = Math.max(lastReplyMillis, world.nowMillis() + travelMillis());
        world.in(lastReplyMillis - world.nowMillis(), () -> {
            if (on == connection) {
                tell(() -> watch.listener.accept(event));
            } else if (!kind.isFinal() && !watch.persistent && watch.known) {
                watches.add(watch); // never arrived, so the client still has it
                watch.missed.add(event);
                if (kind.isConnected()) {
                    resetWatches();
                }
            }
        });
    }

    /** A watch of the client. */
    private final class SimWatch implements WatchHandle {
        private final String path;
        private final Set<WatchEvent.Kind> kinds;
        private final boolean persistent;
        private final boolean subtree;
        private final Consumer<WatchEvent> listener;
        private final List<WatchEvent> missed = new ArrayList<>();
        /** Whether the client has heard that it is set; if not, the watch does not outlive the connection. */
        private boolean known;

        SimWatch(
                String path,
                Set<WatchEvent.Kind> kinds,
                boolean persistent,
                boolean subtree,
                Consumer<WatchEvent> listener) {
            this.path = path;
            this.kinds = kinds;
            this.persistent = persistent;
            this.subtree = subtree;
            this.listener = listener;
        }

        boolean hears(String changed, WatchEvent.Kind what) {
            boolean inside = changed.equals(path) || (subtree && changed.startsWith(path + "/"));
            return inside && kinds.contains(what);
        }

        @Override
        public CompletionStage<Void> ended() {
            return new CompletableFuture<>();
        }

        @Override
        public void close() {
            watches.remove(this);
        }
    }

    // ---- requests

    /** A request that was made. */
    private final class Request<T> {
        private final String path;
        private final boolean write;
        private final Supplier<T> atServer;
        private final CompletableFuture<T> outcome = new CompletableFuture<>();
        private boolean sent;
        private boolean arrived;
        private boolean over;

        Request(String path, boolean write, Supplier<T> atServer) {
            this.path = path;
            this.write = write;
            this.atServer = atServer;
        }

        void sendOn(long on) {
            sent = true;
            long sentMillis = world.nowMillis();
            lastArrivalMillis = Math.max(lastArrivalMillis, sentMillis + travelMillis());
            world.in(lastArrivalMillis - sentMillis, () -> {
                if (on == connection && !over) {
                    arrive(on, sentMillis);
                }
            });
        }

        private void arrive(long on, long sentMillis) {
            heardByServersMillis = world.nowMillis();
            arrived = true;
            if (!ensemble.isAlive(id)) {
                return; // the servers close the connection of a session that is over
            }
            T value = null;
            RuntimeException failure = null;
            try {
                value = atServer.get();
            } catch (RuntimeException refused) {
                failure = refused;
            }
            T done = value;
            RuntimeException failed = failure;
            lastReplyMillis = Math.max(lastReplyMillis, world.nowMillis() + travelMillis());
            world.in(lastReplyMillis - world.nowMillis(), () -> {
                if (on != connection || over) {
                    watchSetBy(done).ifPresent(watches::remove); // nobody waits for the reply, so nobody has the watch
                    return;
                }
                provenMillis = Math.max(provenMillis, sentMillis);
                heardMillis = world.nowMillis();
                if (failed != null) {
                    failed(failed);
                } else {
                    over = true;
                    underWay.remove(this);
                    watchSetBy(done).ifPresent(watch -> watch.known = true);
                    tell(() -> outcome.complete(done));
                }
            });
        }

        private Optional<SimWatch> watchSetBy(@Nullable Object done) {
            Object set = done instanceof Watched<?> watched ? watched.watch() : done;
            return set instanceof SimWatch watch ? Optional.of(watch) : Optional.empty();
        }

        void loseConnection(long millis) {
            if (!sent) {
                return;
            }
            if (write && !arrived && world.chance(0.5)) {
                long on = connection;
                world.in(world.upTo((int) millis), () -> arriveUnheard(on));
            }
            failed(write ? Refusals.unknown(path) : Refusals.notConnected(path));
        }

        /** Carried out, but the reply has nowhere to go. */
        private void arriveUnheard(long on) {
            if (on == connection && ensemble.isAlive(id)) {
                try {
                    var unused = atServer.get();
                } catch (RuntimeException refused) {
                    // nobody hears of it
                }
            }
        }

        void failed(RuntimeException failure) {
            if (!over) {
                over = true;
                underWay.remove(this);
                tell(() -> outcome.completeExceptionally(failure));
            }
        }
    }

    private <T> CompletionStage<T> request(String path, boolean write, Supplier<T> atServer) {
        var request = new Request<>(path, write, atServer);
        if (kind.isFinal()) {
            request.failed(new SessionExpiredException(path, "it is over"));
            return request.outcome;
        }
        underWay.add(request);
        if (kind.isConnected()) {
            request.sendOn(connection);
        }
        world.in(DEADLINE_MILLIS, () -> {
            if (!request.over) { // seldom; an exception takes longer than all else that happens to a request
                boolean unknown = request.sent && request.write;
                request.failed(unknown ? Refusals.unknown(path) : Refusals.notConnected(path));
            }
        });
        return request.outcome;
    }

    private OpResult apply(Op op) {
        return ensemble.tree().apply(List.of(op), id).get(0);
    }

    private <T> Watched<T> watched(T value, String path, Consumer<WatchEvent> listener, WatchEvent.Kind... kinds) {
        var watch = new SimWatch(path, Set.of(kinds), false, false, listener);
        watches.add(watch);
        return new Watched<>(value, watch);
    }

    @Override
    public CompletionStage<Created> create(String path, Bytes data, CreateOptions options) {
        return request(path, true, () -> {
            OpResult result = apply(Op.create(path, data, options));
            return new Created(result.path(), result.stat());
        });
    }

    @Override
    public CompletionStage<Stat> set(String path, Bytes data, int version) {
        return request(path, true, () -> apply(Op.set(path, data, version)).stat());
    }

    @Override
    public CompletionStage<Void> delete(String path, int version) {
        return request(path, true, () -> {
            apply(Op.delete(path, version));
            return null;
        });
    }

    @Override
    public CompletionStage<List<OpResult>> multi(List<Op> ops) {
        return request("/", true, () -> ensemble.tree().apply(ops, id));
    }

    @Override
    public CompletionStage<Stat> setAcl(String path, List<Acl> acls, int aclVersion) {
        throw new UnsupportedOperationException("no recipe needs it");
    }

    @Override
    public CompletionStage<Node> get(String path) {
        return request(path, false, () -> ensemble.tree().get(path));
    }

    @Override
    public CompletionStage<Watched<Node>> getAndWatch(String path, Consumer<WatchEvent> listener) {
        return request(
                path,
                false,
                () -> watched(
                        ensemble.tree().get(path),
                        path,
                        listener,
                        WatchEvent.Kind.DATA_CHANGED,
                        WatchEvent.Kind.DELETED));
    }

    @Override
    public CompletionStage<Optional<Stat>> exists(String path) {
        return request(path, false, () -> ensemble.tree().exists(path));
    }

    @Override
    public CompletionStage<Watched<Optional<Stat>>> existsAndWatch(String path, Consumer<WatchEvent> listener) {
        return request(
                path,
                false,
                () -> watched(
                        ensemble.tree().exists(path),
                        path,
                        listener,
                        WatchEvent.Kind.CREATED,
                        WatchEvent.Kind.DATA_CHANGED,
                        WatchEvent.Kind.DELETED));
    }

    @Override
    public CompletionStage<Children> children(String path) {
        return request(path, false, () -> ensemble.tree().children(path));
    }

    @Override
    public CompletionStage<Watched<Children>> childrenAndWatch(String path, Consumer<WatchEvent> listener) {
        return request(
                path,
                false,
                () -> watched(
                        ensemble.tree().children(path),
                        path,
                        listener,
                        WatchEvent.Kind.CHILDREN_CHANGED,
                        WatchEvent.Kind.DELETED));
    }

    @Override
    public CompletionStage<NodeAcl> acl(String path) {
        throw new UnsupportedOperationException("no recipe needs it");
    }

    @Override
    public CompletionStage<Void> sync(String path) {
        return request(path, false, () -> null);
    }

    @Override
    public CompletionStage<WatchHandle> watch(String path, WatchMode mode, Consumer<WatchEvent> listener) {
        return request(path, false, () -> {
            var kinds = mode == WatchMode.SUBTREE
                    ? Set.of(WatchEvent.Kind.CREATED, WatchEvent.Kind.DELETED, WatchEvent.Kind.DATA_CHANGED)
                    : Set.of(WatchEvent.Kind.values());
            var watch = new SimWatch(path, kinds, true, mode == WatchMode.SUBTREE, listener);
            watches.add(watch);
            return watch;
        });
    }

    @Override
    public CompletionStage<Node> config() {
        throw new UnsupportedOperationException("no recipe needs it");
    }

    @Override
    public CompletionStage<Node> reconfigure(EnsembleChange change) {
        throw new UnsupportedOperationException("no recipe needs it");
    }

    @Override
    public SessionState state() {
        long until = id == 0 ? world.nanoTime() : (provenMillis + SimEnsemble.SESSION_MILLIS) * NANOS_PER_MILLI;
        return new SessionState(kind, id, number, until);
    }

    @Override
    public void onState(Consumer<SessionState> listener) {
        listeners.add(listener);
        SessionState now = state();
        tell(() -> listener.accept(now));
    }

    @Override
    public CompletionStage<Void> closeAsync() {
        if (kind.isConnected()) {
            ensemble.end(id);
        }
        end(Kind.CLOSED);
        return CompletableFuture.completedStage(null);
    }
}
