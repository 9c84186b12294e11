/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing;

import io.zk4j.server.ServerConfig;
import io.zk4j.server.StartupException;
import io.zk4j.server.ZkServer;
import io.zk4j.server.quorum.broadcast.PeerStatus;
import io.zk4j.server.quorum.broadcast.ZabPhase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A real server in this JVM: alone, or a member of a {@link ZkTestCluster}.
 *
 * <pre>{@code
 * try (var server = ZkTestServer.standalone()) {
 *     useIt(server.connectString());
 *     server.restart();
 * }
 * }</pre>
 *
 * <p>It listens on the loopback address only, on a port that stays its own until it is closed, also while it is stopped. Thread-safe.
 */
public final class ZkTestServer implements AutoCloseable {
    static final String HOST = "127.0.0.1";

    private static final Duration ANSWER_PATIENCE = Duration.ofSeconds(5);

    private final long id;
    private final ServerConfig config;
    private final Runnable whenClosed;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable ZkServer running; // guarded by the lock

    ZkTestServer(long id, ServerConfig config, Runnable whenClosed) {
        this.id = id;
        this.config = config;
        this.whenClosed = whenClosed;
    }

    /** A server that runs alone, at everything's default, and serves already. */
    public static ZkTestServer standalone() {
        return builder().start();
    }

    /** Begins the description of a server that runs alone. */
    public static Builder builder() {
        return new Builder();
    }

    /** The number among the servers of a cluster; 0 for one that runs alone. */
    public long id() {
        return id;
    }

    /** {@code 127.0.0.1:port}. */
    public String connectString() {
        return HOST + ":" + clientPort();
    }

    public int clientPort() {
        return config.clientPort();
    }

    /** Where it keeps its data. */
    public Path dataDir() {
        return config.dataDir();
    }

    /** What it is told. */
    public ServerConfig config() {
        return config;
    }

    /**
     * Starts the server, on the port and the data that it had before. One that runs alone serves when this returns, a member looks for
     * the others.
     *
     * @throws IllegalStateException if it runs, or cannot start
     */
    public void start() {
        lock.lock();
        try {
            if (isRunning()) {
                throw new IllegalStateException(this + " runs already");
            }
            running = ZkServer.start(config);
        } catch (StartupException e) {
            throw new IllegalStateException(this + " cannot start: " + e.getMessage(), e);
        } finally {
            lock.unlock();
        }
    }

    /** Ends the server in good order; everything it accepted is in its data. Harmless if it does not run. */
    public void stop() {
        lock.lock();
        try {
            if (running != null) {
                running.close();
                running = null;
            }
        } finally {
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

    /** What it is now, by its own account: a leader that the others have given up may think that it leads a moment longer. */
    public ServerRole role() {
        var server = server();
        if (server == null || !isRunning()) {
            return ServerRole.DOWN;
        }
        if (!config.isEnsemble()) {
            return ServerRole.STANDALONE;
        }
        var status = status(server);
        return status == null ? ServerRole.DOWN : roleOf(status);
    }

    /** What it answers to a four-letter word. */
    public String ask(String word) {
        try {
            return FourLetterWord.ask(clientPort(), word, ANSWER_PATIENCE);
        } catch (IOException e) {
            throw new UncheckedIOException(this + " did not answer " + word, e);
        }
    }

    /** Stops the server, gives its port back and deletes its data, unless that is in a folder of the caller's. */
    @Override
    public void close() {
        stop();
        whenClosed.run();
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

    /** Null if the server ended before it answered. */
    private static @Nullable PeerStatus status(ZkServer server) {
        try {
            return server.insight()
                    .status()
                    .get(ANSWER_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .orElse(null);
        } catch (TimeoutException e) {
            return null;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a server was asked for its role", e);
        }
    }

    /** How a server is set up. */
    public static final class Builder {
        private final ServerSetup setup = new ServerSetup();
        private @Nullable Path folder;

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

        /** Keeps the data in a folder of the caller's, which stays when the server is closed. */
        public Builder in(Path kept) {
            folder = kept.toAbsolutePath();
            return this;
        }

        /** Prepares a server that does not run yet. */
        public ZkTestServer prepare() {
            var ports = LoopbackPorts.claim(1);
            var data = folder == null ? DataFolder.temporary() : DataFolder.kept(folder);
            return new ZkTestServer(0, setup.alone(data.path(), ports.get(0)), () -> {
                ports.close();
                data.close();
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
