/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing;

import static java.util.stream.Collectors.joining;

import io.zk4j.client.ZkClient;
import io.zk4j.server.quorum.broadcast.PeerStatus;
import io.zk4j.testing.network.Disturbance;
import io.zk4j.testing.network.Link;
import io.zk4j.testing.network.TestNetwork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.zookeeper.ZooKeeper;

/**
 * One to seven real servers in this JVM, which talk to each other and to clients through real sockets of the loopback address.
 *
 * <pre>{@code
 * try (var cluster = ZkTestCluster.of(3)) {
 *     useIt(cluster.connectString());
 *     cluster.leader().kill();
 *     cluster.awaitLeader();
 * }
 * }</pre>
 *
 * <p>The servers have the numbers 1, 2, 3 and so on, observers the last ones. Each keeps its ports until the cluster is closed, also while
 * it is stopped, and its data on a disk in memory of its own, unless told otherwise. A cluster of one is a server that runs alone,
 * unless {@code standaloneEnabled} is {@code false}. Thread-safe.
 */
public final class ZkTestCluster implements AutoCloseable {
    private static final int SERVERS_MAX = 7;
    private static final int PORTS_PER_SERVER = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(2);

    private final List<ZkTestServer> servers = new ArrayList<>();
    private final TestNetwork network;
    private final TestClients clients;
    private final OpenSessions openSessions;
    private final boolean openSessionsAllowed;
    private final AtomicBoolean isOver = new AtomicBoolean();

    private ZkTestCluster(Builder description) {
        int count = description.members + description.observers;
        var ports = new ArrayList<LoopbackPorts>();
        network = description.network();
        openSessionsAllowed = description.openSessionsAllowed();
        try {
            for (int server = 0; server < count; server++) {
                ports.add(LoopbackPorts.claim(PORTS_PER_SERVER));
            }
            var members = description.serverList(ports);
            for (int id = 1; id <= count; id++) {
                var own = ports.get(id - 1);
                var files = description.files("server-" + id, id, own.get(0), members);
                servers.add(new ZkTestServer(id, own, files, network, false));
            }
        } catch (RuntimeException e) {
            ports.forEach(LoopbackPorts::close);
            throw e;
        }
        clients = new TestClients(connectString());
        openSessions = new OpenSessions(servers, clients);
    }

    /** So many servers at everything's default, all of them serving. */
    public static ZkTestCluster of(int servers) {
        return builder().servers(servers).start();
    }

    /** Begins the description of a cluster, of three servers unless told otherwise. */
    public static Builder builder() {
        return new Builder();
    }

    /** {@code 127.0.0.1:port,…} of all servers, also of those that do not run. */
    public String connectString() {
        return servers.stream().map(ZkTestServer::connectString).collect(joining(","));
    }

    /** All servers, by ascending number. */
    public List<ZkTestServer> servers() {
        return List.copyOf(servers);
    }

    /** The server with this number, counted from 1. */
    public ZkTestServer server(int id) {
        if (id < 1 || id > servers.size()) {
            throw new IllegalArgumentException("no server " + id + " among " + servers.size());
        }
        return servers.get(id - 1);
    }

    /** The server that leads, or runs alone, once there is one; see {@link #awaitLeader()}. */
    public ZkTestServer leader() {
        return awaitLeader();
    }

    /** The server that leads at this moment, if one does; of two that think so, the one with the later epoch. */
    public Optional<ZkTestServer> currentLeader() {
        return servers.stream()
                .filter(server -> server.role() == ServerRole.LEADER || server.role() == ServerRole.STANDALONE)
                .max(Comparator.comparing(
                        server -> server.status().map(PeerStatus::epoch).orElse(0L)));
    }

    /** Servers that follow, observers not included. */
    public List<ZkTestServer> followers() {
        return servers.stream()
                .filter(server -> server.role() == ServerRole.FOLLOWER)
                .toList();
    }

    /**
     * Waits until a server leads.
     *
     * @throws IllegalStateException if none does within 60 seconds
     */
    public ZkTestServer awaitLeader() {
        var found = new ArrayList<ZkTestServer>();
        await("nobody leads", () -> {
            currentLeader().ifPresent(found::add);
            return !found.isEmpty();
        });
        return found.get(0);
    }

    /**
     * Waits until every server that runs, and is not paused, serves clients.
     *
     * @throws IllegalStateException if one does not within 60 seconds, or has ended by itself
     */
    public void awaitServing() {
        await("not all serve", () -> {
            servers.forEach(ZkTestServer::requireNotEnded);
            return servers.stream()
                    .filter(ZkTestServer::isRunning)
                    .map(ZkTestServer::role)
                    .allMatch(role -> role.serves() || role == ServerRole.PAUSED);
        });
    }

    /**
     * Starts every server that does not run, and waits until all serve.
     *
     * @throws IllegalStateException if one cannot start, ends by itself, or does not serve within 60 seconds
     */
    public void start() {
        allAtOnce(servers.stream().filter(server -> !server.isRunning()).toList(), ZkTestServer::start);
        awaitServing();
    }

    /** Stops every server. */
    public void stop() {
        allAtOnce(servers, ZkTestServer::stop);
    }

    /** The server that a session is connected to at this moment, if it is to any. */
    public Optional<ZkTestServer> serverOf(long sessionId) {
        return servers.stream()
                .filter(ZkTestServer::isRunning)
                .filter(server -> server.connectedSessions().contains(sessionId))
                .findFirst();
    }

    // ---- clients

    /** A new client that is connected, to be closed by the caller. */
    public ZkClient client() {
        return clients.client();
    }

    /** A new client with Apache's API that is connected, to be closed by the caller. */
    public ZooKeeper zooKeeper() {
        return clients.zooKeeper();
    }

    /** Deletes every znode but those that a new database has, and gives these its data and ACLs, whoever may access them; a majority must run. */
    public void wipe() {
        TreeWipe.wipe(clients);
    }

    // ---- what can be done to it

    /** Everything that runs between servers, to be disturbed. */
    public Link betweenServers() {
        return network.betweenServers();
    }

    /** What runs between these two servers, to be disturbed. */
    public Link between(ZkTestServer one, ZkTestServer other) {
        return network.between(Set.of(one.id()), Set.of(other.id()));
    }

    /** Lets nothing pass between any server of the one side and any of the other, in silence. Clients are not concerned. */
    public Disturbance partition(Collection<ZkTestServer> one, Collection<ZkTestServer> other) {
        return network.between(ids(one), ids(other)).silence();
    }

    /** Cuts a server off from all others, in silence. Its clients still reach it. */
    public Disturbance isolate(ZkTestServer server) {
        return partition(
                List.of(server),
                servers.stream().filter(other -> !other.equals(server)).toList());
    }

    /** Breaks the connection of one client; its session lives on. Returns whether it was connected. */
    public boolean cutConnection(long sessionId) {
        return serverOf(sessionId)
                .map(server -> server.cutConnection(sessionId))
                .orElse(false);
    }

    /** Has a session expire, as if its client had been silent for too long. Returns whether there was such a session. */
    public boolean expire(long sessionId) {
        return awaitLeader().expire(sessionId);
    }

    /**
     * Makes this server lead, and returns when it does and all that run serve. Clients of the others lose their connections, as in every
     * election.
     *
     * @throws IllegalArgumentException if it has no vote or the weight 0, or there are only two that have a vote
     * @throws IllegalStateException if it does not run, is paused, or does not lead within 60 seconds
     */
    public void electLeader(ZkTestServer server) {
        var members = server.config().members();
        var voters = members.participants();
        if (!members.rule().mayLead(server.id()) || voters.size() < 3) {
            throw new IllegalArgumentException(
                    "server " + server.id() + " cannot be made the leader among those that vote, " + voters
                            + ": it must be one of at least three, and of a weight");
        }
        var role = server.role();
        if (role == ServerRole.DOWN || role == ServerRole.PAUSED) {
            throw new IllegalStateException(
                    server + " is " + role + " and cannot be made the leader: start or resume it first");
        }
        new LeaderChoice(this, network, server).carryOut();
    }

    /** Nothing is wrong any more with the network, the disks, the calendars and the servers that are paused. Who is stopped stays so. */
    public void heal() {
        servers.forEach(ZkTestServer::heal);
        network.heal();
    }

    /**
     * Whether every client has been closed; waits a moment for that. A client that was left open is told once, by this or by
     * {@link #close()}.
     *
     * @throws IllegalStateException if one is still open, with its watches, its ephemerals and, if {@link #client()} or
     *     {@link #zooKeeper()} made it, the stack of that call
     */
    public void requireNoOpenClients() {
        openSessions.requireNone();
    }

    /**
     * Stops every server and gives the ports back; the data is gone, unless it is in a folder of the caller's. Closing twice is harmless.
     *
     * @throws IllegalStateException if a client is still open, or a server has left a thread, a file or a listening socket behind; all is
     *     closed then
     */
    @Override
    public void close() {
        if (isOver.getAndSet(true)) {
            return;
        }
        try {
            if (!openSessionsAllowed) {
                heal(); // else a client that has been closed may not get through with it
                requireNoOpenClients();
            }
        } finally {
            allAtOnce(servers, ZkTestServer::close);
        }
    }

    @Override
    public String toString() {
        return servers.stream().map(server -> server + " " + server.role()).collect(joining(", ", "[", "]"));
    }

    private static Set<Long> ids(Collection<ZkTestServer> of) {
        return of.stream().map(ZkTestServer::id).collect(Collectors.toSet());
    }

    void await(String problem, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(problem + " after " + PATIENCE.toSeconds() + " seconds: " + this);
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }

    /** Each in a thread of its own: they wait for their threads and for each other. Throws the first failure, once all are done. */
    private static void allAtOnce(List<ZkTestServer> servers, Consumer<ZkTestServer> what) {
        var works = servers.stream()
                .map(server -> CompletableFuture.runAsync(
                        () -> what.accept(server), work -> new Thread(work, "zk4j-test-server-" + server.id()).start()))
                .toList();
        var failures = works.stream()
                .flatMap(work -> work.handle((nothing, failure) -> Stream.ofNullable(failure))
                        .join())
                .map(ZkTestCluster::reason)
                .toList();
        if (!failures.isEmpty()) {
            var thrown = new IllegalStateException(failures.get(0).getMessage(), failures.get(0));
            failures.stream().skip(1).forEach(thrown::addSuppressed);
            throw thrown;
        }
    }

    private static Throwable reason(Throwable failure) {
        var cause = failure.getCause();
        return failure instanceof CompletionException && cause != null ? cause : failure;
    }

    /** Who belongs to a cluster, and how it is set up. */
    public static final class Builder extends ServerSetup<Builder> {
        private int members = 3;
        private int observers;

        private Builder() {}

        @Override
        Builder self() {
            return this;
        }

        /** How many servers have a vote. */
        public Builder servers(int count) {
            members = count;
            return this;
        }

        /** How many more servers follow without a vote. */
        public Builder observers(int count) {
            observers = count;
            return this;
        }

        /** Prepares a cluster of which no server runs yet. */
        public ZkTestCluster prepare() {
            boolean counted = members >= 1 && observers >= 0 && (long) members + observers <= SERVERS_MAX;
            if (!counted || (members == 1 && observers > 0)) {
                throw new IllegalArgumentException(members + " servers and " + observers
                        + " observers: must be 1 server, or 2 to " + SERVERS_MAX + " of both");
            }
            return new ZkTestCluster(this);
        }

        /** Starts all servers and waits until they serve. */
        public ZkTestCluster start() {
            var cluster = prepare();
            try {
                cluster.start();
            } catch (RuntimeException e) {
                closeAfter(e, cluster);
                throw e;
            }
            return cluster;
        }

        private List<String> serverList(List<LoopbackPorts> ports) {
            return IntStream.rangeClosed(1, members + observers)
                    .mapToObj(id -> serverLine(id, ports.get(id - 1)))
                    .toList();
        }

        private String serverLine(int id, LoopbackPorts ports) {
            return "server." + id + "=" + ZkTestServer.HOST + ":" + ports.get(1) + ":" + ports.get(2)
                    + (id > members ? ":observer" : "") + ";" + ZkTestServer.HOST + ":" + ports.get(0);
        }
    }
}
