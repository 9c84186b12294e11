/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing;

import io.zk4j.client.ZkClient;
import io.zk4j.server.ServerConfig;
import io.zk4j.server.ServerInsight;
import io.zk4j.server.core.CoreState;
import io.zk4j.server.net.word.ConnectionView;
import io.zk4j.server.quorum.broadcast.PeerStatus;
import io.zk4j.testing.disk.TestDisk;
import io.zk4j.testing.network.Disturbance;
import io.zk4j.testing.network.Link;
import io.zk4j.testing.network.TestNetwork;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.zookeeper.ZooKeeper;

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

    private final long id;
    private final int clientPort;
    private final TestNetwork network;
    private final ServerLife life;
    private final ServerAnswers answers;
    private final TestClients clients;
    private final boolean clientsMustBeClosed;

    /**
     * A server that does not run yet.
     *
     * @param ports the first is for clients; all are given back when it is closed
     * @param clientsMustBeClosed whether it is a mistake to close it before its clients
     */
    ZkTestServer(long id, LoopbackPorts ports, ServerFiles files, TestNetwork network, boolean clientsMustBeClosed) {
        this.id = id;
        this.clientPort = ports.get(0);
        this.network = network;
        this.life = new ServerLife(id, toString(), ports, files, network);
        this.answers = new ServerAnswers(toString(), life);
        this.clients = new TestClients(connectString());
        this.clientsMustBeClosed = clientsMustBeClosed;
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

    /**
     * What it was told when it was started last, or is to be told when it is for the first time. A server whose ensemble has changed its
     * members since is told at its next start of those that it knew last.
     */
    public ServerConfig config() {
        return life.config();
    }

    // ---- start and end

    /**
     * Starts the server, on the port and the data that it had before. One that runs alone serves when this returns, a member looks for
     * the others.
     *
     * @throws IllegalStateException if it runs, was closed, or cannot start
     */
    public void start() {
        life.start();
    }

    /** Ends the server in good order; everything it accepted is in its data. Harmless if it does not run. */
    public void stop() {
        life.stop();
    }

    /**
     * Ends the server as a power failure does: nothing that was under way is sent, every connection breaks, and on a disk in memory what
     * was not synced is lost. Harmless if it does not run.
     */
    @Override
    public void kill() {
        life.kill();
    }

    /** Stops and starts it. */
    public void restart() {
        stop();
        start();
    }

    /** Whether it runs, whether it serves or not; false also if it has ended by itself. */
    public boolean isRunning() {
        return life.isRunning();
    }

    /** Why it ended by itself, if it did since it was started. */
    public Optional<Throwable> failure() {
        return life.failure();
    }

    void requireNotEnded() {
        failure().ifPresent(reason -> {
            throw new IllegalStateException(this + " has ended by itself: " + reason, reason);
        });
    }

    /**
     * Stops the server and gives its port back; its data is gone, unless that is in a folder of the caller's.
     *
     * @throws IllegalStateException if a client is still open, or the server has left a thread, a file or a listening socket behind; all is
     *     closed then
     */
    @Override
    public void close() {
        try {
            if (clientsMustBeClosed && !life.isOver()) {
                heal(); // else a client that has been closed may not get through with it
                network.heal();
                new OpenSessions(List.of(this), clients).requireNone();
            }
        } finally {
            life.end();
        }
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

    /** Deletes every znode but those that a new database has, and gives these its data and ACLs, whoever may access them; the server must run. */
    public void wipe() {
        TreeWipe.wipe(clients);
    }

    // ---- what can be seen

    /** What it is now, by its own account: a leader that the others have given up may think that it leads a moment longer. */
    public ServerRole role() {
        return answers.role();
    }

    /** Role, epoch and followers as it knows them; empty if it runs alone, or not at all. */
    public Optional<PeerStatus> status() {
        return answers.status();
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
        return answers.answer(insight().connections());
    }

    /** Has its core thread look something up. */
    <T> T look(Function<CoreState, T> question) {
        return answers.answer(insight().ask(question));
    }

    /** What else can be seen from inside; of a server that runs. */
    public ServerInsight insight() {
        return answers.insight();
    }

    /** What it answers to a four-letter word. */
    @Override
    public String ask(String word) {
        try {
            return FourLetterWord.ask(clientPort, word, ServerAnswers.PATIENCE);
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
        life.pause();
        return this::resume;
    }

    /** Lets a paused server go on; it finds the time gone in which it did nothing. */
    public void resume() {
        life.resume();
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
        return answers.answer(insight().expire(sessionId));
    }

    /** Its disk, to be made slow, full, or to fail; after {@link #kill()} there is another one. */
    public TestDisk disk() {
        return life.disk();
    }

    /** Its clock, which can jump. */
    public TestClock clock() {
        return life.clock();
    }

    /** Disk and calendar are well again, and it is not paused any more. The network is healed where it was disturbed. */
    public void heal() {
        life.heal();
    }

    @Override
    public String toString() {
        return (id == 0 ? "the server" : "server " + id) + " at " + connectString();
    }

    /** How a server is set up. */
    public static final class Builder extends ServerSetup<Builder> {
        private Builder() {}

        @Override
        Builder self() {
            return this;
        }

        /** Prepares a server that does not run yet. */
        public ZkTestServer prepare() {
            var ports = LoopbackPorts.claim(1);
            try {
                return new ZkTestServer(
                        0, ports, files("server", 0, ports.get(0), List.of()), network(), !openSessionsAllowed());
            } catch (RuntimeException e) {
                ports.close();
                throw e;
            }
        }

        /** Starts a server, which serves when this returns. */
        public ZkTestServer start() {
            var server = prepare();
            try {
                server.start();
            } catch (RuntimeException e) {
                closeAfter(e, server);
                throw e;
            }
            return server;
        }
    }
}
