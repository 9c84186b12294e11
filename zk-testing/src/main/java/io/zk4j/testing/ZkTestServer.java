/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing;

import io.zk4j.client.ZkClient;
import io.zk4j.server.ServerConfig;
import io.zk4j.server.ServerInsight;
import io.zk4j.server.ServerParts;
import io.zk4j.server.StartupException;
import io.zk4j.server.ZkServer;
import io.zk4j.server.core.Clock;
import io.zk4j.server.core.CoreState;
import io.zk4j.server.guard.ConnectionGuard;
import io.zk4j.server.net.word.ConnectionView;
import io.zk4j.server.quorum.broadcast.PeerStatus;
import io.zk4j.server.quorum.broadcast.ZabPhase;
import io.zk4j.testing.disk.MemoryDisk;
import io.zk4j.testing.network.Disturbance;
import io.zk4j.testing.network.Link;
import io.zk4j.testing.network.TestNetwork;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.apache.zookeeper.ZooKeeper;
import org.jspecify.annotations.Nullable;

/**
 * A real server in this JVM: alone, or a member of a {@link ZkTestCluster}.
 *
 * <pre>{@code
 * try (var server = ZkTestServer.standalone()) {
 *     useIt(server.connectString());
 *     server.kill();
 *     server.start();
 * }
 * }</pre>
 *
 * <p>It listens on the loopback address only, on a port that stays its own until it is closed, also while it is stopped. Its data is on a
 * disk in memory unless told otherwise. Thread-safe.
 */
public final class ZkTestServer implements ServerHandle {
    static final String HOST = "127.0.0.1";

    private static final Duration ANSWER_PATIENCE = Duration.ofSeconds(5);

    private final long id;
    private final int clientPort;
    private final Function<Path, ServerConfig> configuration;
    private final ServerData data;
    private final TestNetwork network;
    private final TestClock clock = new TestClock();
    private final ServerThreads threads;
    private final TestClients clients;
    private final Ending ending;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable ZkServer running; // this and what follows: guarded by the lock
    private @Nullable Disturbance pause;
    private boolean closed;

    ZkTestServer(
            long id,
            int clientPort,
            Function<Path, ServerConfig> configuration,
            ServerData data,
            TestNetwork network,
            Ending ending) {
        this.id = id;
        this.clientPort = clientPort;
        this.configuration = configuration;
        this.data = data;
        this.network = network;
        this.threads = new ServerThreads("zk4j-test-server-" + id);
        this.clients = new TestClients(connectString());
        this.ending = ending;
    }

    /** A server that runs alone, at everything's default, and serves already. */
    public static ZkTestServer standalone() {
        return builder().start();
    }

    /** Begins the description of a server that runs alone. */
    public static Builder builder() {
        return new Builder();
    }

    // ---- who it is

    /** The number among the servers of a cluster; 0 for one that runs alone. */
    public long id() {
        return id;
    }

    /** {@code 127.0.0.1:port}. */
    @Override
    public String connectString() {
        return HOST + ":" + clientPort;
    }

    @Override
    public int clientPort() {
        return clientPort;
    }

    /** What it is told when it starts. */
    public ServerConfig config() {
        return configuration.apply(data.path());
    }

    // ---- start and end

    /**
     * Starts the server, on the port and the data that it had before. One that runs alone serves when this returns, a member looks for
     * the others.
     *
     * @throws IllegalStateException if it runs, was closed, or cannot start
     */
    public void start() {
        lock.lock();
        try {
            if (closed || isRunning()) {
                throw new IllegalStateException(this + (closed ? " is closed" : " runs already"));
            }
            stop(); // what is left of one that has ended by itself
            running = threads.call(() -> ZkServer.start(config(), parts()));
        } catch (StartupException e) {
            throw new IllegalStateException(this + " cannot start: " + e.getMessage(), e);
        } finally {
            lock.unlock();
        }
    }

    private ServerParts parts() {
        return new ServerParts() {
            @Override
            public Clock clock() {
                return clock;
            }

            @Override
            public ConnectionGuard connections() {
                return network.guard(id);
            }
        };
    }

    /** Ends the server in good order; everything it accepted is in its data. Harmless if it does not run. */
    public void stop() {
        lock.lock();
        try {
            resume();
            if (running != null) {
                running.close();
                running = null;
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Ends the server as a power failure does: nothing that was under way is sent, every connection breaks, and on a disk in memory what
     * was not synced is lost. Harmless if it does not run.
     */
    @Override
    public void kill() {
        lock.lock();
        var silence = network.allOf(id).silence();
        try {
            data.failPower();
            network.allOf(id).cut();
            stop();
        } finally {
            silence.heal();
            lock.unlock();
        }
    }

    /** Stops and starts it. */
    public void restart() {
        stop();
        start();
    }

    /** Whether it runs, whether it serves or not; false also if it has ended by itself. */
    public boolean isRunning() {
        lock.lock();
        try {
            return running != null && running.failure().isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** Why it ended by itself, if it did since it was started. */
    public Optional<Throwable> failure() {
        lock.lock();
        try {
            return running == null ? Optional.empty() : running.failure();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Stops the server and gives its port back; its data is gone, unless that is in a folder of the caller's.
     *
     * @throws IllegalStateException if a client is still open, or the server has left a thread or a file behind; all is closed then
     */
    @Override
    public void close() {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            ending.closing(this);
        } finally {
            closed = true;
            stop();
            lock.unlock();
            ending.closed();
        }
        threads.requireNone();
        if (data.openFiles() > 0) {
            throw new IllegalStateException(this + " has left " + data.openFiles() + " files open");
        }
    }

    /** What belongs to the end of a server. */
    interface Ending {
        /** It is about to be stopped for good; throws if that is too early. */
        default void closing(ZkTestServer server) {}

        /** It has been stopped for good. */
        default void closed() {}
    }

    // ---- clients

    /** A new client that is connected to it, to be closed by the caller. */
    public ZkClient client() {
        return clients.client();
    }

    /** A new client with Apache's API that is connected to it, to be closed by the caller. */
    public ZooKeeper zooKeeper() {
        return clients.zooKeeper();
    }

    /** Deletes every znode, whoever may access it; the server must run. */
    public void wipe() {
        TreeWipe.wipe(clients);
    }

    // ---- what can be seen

    /** What it is now, by its own account: a leader that the others have given up may think that it leads a moment longer. */
    public ServerRole role() {
        var server = server();
        if (server == null || !isRunning()) {
            return ServerRole.DOWN;
        }
        if (clock.isStopped()) {
            return ServerRole.PAUSED;
        }
        if (!config().isEnsemble()) {
            return ServerRole.STANDALONE;
        }
        return answer(server.insight().status()).map(ZkTestServer::roleOf).orElse(ServerRole.DOWN);
    }

    /** Role, epoch and followers as it knows them; empty if it runs alone, or not at all. */
    public Optional<PeerStatus> status() {
        var server = server();
        return server == null ? Optional.empty() : answer(server.insight().status());
    }

    /** All it has in its tree now, whatever the other servers have. */
    public TreeListing tree() {
        return look(state -> TreeListing.of(state.tree()));
    }

    /** The sessions of the clients that are connected to it now. */
    public List<Long> connectedSessions() {
        return connections().stream()
                .map(ConnectionView::sessionId)
                .filter(session -> session != 0)
                .toList();
    }

    /** The connections of its clients, those without a session included. */
    List<ConnectionView> connections() {
        return answer(insight().connections());
    }

    /** Has its core thread look something up. */
    <T> T look(Function<CoreState, T> question) {
        return answer(insight().ask(question));
    }

    /** What else can be seen from inside; of a server that runs. */
    public ServerInsight insight() {
        var server = server();
        if (server == null) {
            throw new IllegalStateException(this + " does not run");
        }
        return server.insight();
    }

    /** What it answers to a four-letter word. */
    @Override
    public String ask(String word) {
        try {
            return FourLetterWord.ask(clientPort, word, ANSWER_PATIENCE);
        } catch (IOException e) {
            throw new UncheckedIOException(this + " did not answer " + word, e);
        }
    }

    // ---- what can be done to it

    /**
     * Stops it in its tracks until {@link #resume()}: it keeps its ports, connections and memory, and does nothing. Healing the
     * disturbance resumes it as well. Harmless if it is paused already.
     */
    public Disturbance pause() {
        lock.lock();
        try {
            if (pause == null) {
                pause = network.allOf(id).silence();
                clock.stop(true);
            }
        } finally {
            lock.unlock();
        }
        return this::resume;
    }

    /** Lets a paused server go on; it finds the time gone in which it did nothing. */
    public void resume() {
        lock.lock();
        try {
            if (pause != null) {
                clock.stop(false);
                pause.heal();
                pause = null;
            }
        } finally {
            lock.unlock();
        }
    }

    /** Its connections to clients, to be disturbed. */
    public Link clients() {
        return network.clientsOf(id);
    }

    /** Breaks the connection of one client, if it has one to this server; the session lives on. Returns whether it had. */
    public boolean cutConnection(long sessionId) {
        var connection = connections().stream()
                .filter(view -> view.sessionId() == sessionId)
                .findFirst();
        connection.ifPresent(view -> network.client(id, view.remote()).cut());
        return connection.isPresent();
    }

    /**
     * Has a session expire, as if its client had been silent for too long.
     *
     * @return whether there was such a session, and this server leads or runs alone
     */
    public boolean expire(long sessionId) {
        return answer(insight().expire(sessionId));
    }

    /**
     * Its disk, to be made slow, full, or to fail.
     *
     * @throws IllegalStateException if the data is in a folder of the caller's
     */
    public MemoryDisk disk() {
        lock.lock();
        try {
            return data.disk();
        } finally {
            lock.unlock();
        }
    }

    /** Its clock, which can jump. */
    public TestClock clock() {
        return clock;
    }

    /** Disk and calendar are well again, and it is not paused any more. The network is healed where it was disturbed. */
    public void heal() {
        resume();
        clock.heal();
        data.heal();
    }

    @Override
    public String toString() {
        return (id == 0 ? "the server" : "server " + id) + " at " + connectString();
    }

    private @Nullable ZkServer server() {
        lock.lock();
        try {
            return running;
        } finally {
            lock.unlock();
        }
    }

    private static ServerRole roleOf(PeerStatus status) {
        if (status.phase() != ZabPhase.BROADCAST) {
            return ServerRole.LOOKING;
        }
        return switch (status.state()) {
            case LOOKING -> ServerRole.LOOKING;
            case FOLLOWING -> ServerRole.FOLLOWER;
            case LEADING -> ServerRole.LEADER;
            case OBSERVING -> ServerRole.OBSERVER;
        };
    }

    private <T> T answer(CompletableFuture<T> asked) {
        try {
            return asked.get(ANSWER_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new IllegalStateException(this + " does not answer: it is paused, or has ended", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + this + " was asked something", e);
        }
    }

    /** How a server is set up. */
    public static final class Builder {
        private final ServerSetup setup = new ServerSetup();

        private Builder() {}

        /** A line of {@code zoo.cfg}, in place of the default of that key. */
        public Builder set(String key, String value) {
            setup.set(key, value);
            return this;
        }

        /** The unit of all the server's times; 100 ms unless told. */
        public Builder tick(Duration length) {
            return set("tickTime", Long.toString(length.toMillis()));
        }

        /** Keeps the data below a folder of the caller's, which stays when the server is closed, instead of in memory. */
        public Builder in(Path folder) {
            setup.in(folder);
            return this;
        }

        /** What chance decides follows from this. */
        public Builder seed(long seed) {
            setup.seed(seed);
            return this;
        }

        /** Closing the server while clients are open is no mistake. */
        public Builder allowOpenSessions() {
            setup.allowOpenSessions();
            return this;
        }

        /** Prepares a server that does not run yet. */
        public ZkTestServer prepare() {
            var ports = LoopbackPorts.claim(1);
            return new ZkTestServer(
                    0,
                    ports.get(0),
                    data -> setup.alone(data, ports.get(0)),
                    setup.data("server"),
                    setup.network(),
                    new Ending() {
                        @Override
                        public void closing(ZkTestServer server) {
                            if (!setup.openSessionsAllowed()) {
                                new OpenSessions(List.of(server), server.clients).requireNone();
                            }
                        }

                        @Override
                        public void closed() {
                            ports.close();
                        }
                    });
        }

        /** Starts a server, which serves when this returns. */
        public ZkTestServer start() {
            var server = prepare();
            try {
                server.start();
            } catch (RuntimeException e) {
                server.close();
                throw e;
            }
            return server;
        }
    }
}
