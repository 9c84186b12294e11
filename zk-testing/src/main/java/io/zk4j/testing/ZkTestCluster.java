/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing;

import static java.util.stream.Collectors.joining;

import io.zk4j.server.quorum.membership.Membership;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

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
 * it is stopped. A cluster of one is a server that runs alone. Thread-safe.
 */
public final class ZkTestCluster implements AutoCloseable {
    private static final int SERVERS_MAX = 7;
    private static final int PORTS_PER_SERVER = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(2);

    private final List<ZkTestServer> servers = new ArrayList<>();
    private final LoopbackPorts ports;
    private final DataFolder data;

    private ZkTestCluster(Builder description) {
        int count = description.members + description.observers;
        ports = LoopbackPorts.claim(PORTS_PER_SERVER * count);
        data = description.folder == null ? DataFolder.temporary() : DataFolder.kept(description.folder);
        var members = count == 1 ? Membership.NONE : Membership.parse(description.serverList(ports));
        for (int index = 0; index < count; index++) {
            int id = index + 1;
            var folder = data.path().resolve("server-" + id);
            int clientPort = ports.get(PORTS_PER_SERVER * index);
            var config = count == 1
                    ? description.setup.alone(folder, clientPort)
                    : description.setup.member(folder, clientPort, members, id);
            servers.add(new ZkTestServer(id, config, () -> {}));
        }
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
                .findFirst();
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
     * @throws IllegalStateException if none does within 30 seconds
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
     * Waits until every server that runs serves clients.
     *
     * @throws IllegalStateException if one does not within 30 seconds, or has ended by itself
     */
    public void awaitServing() {
        await(
                "not all serve",
                () -> servers.stream()
                        .filter(ZkTestServer::isRunning)
                        .allMatch(server -> server.role().serves()));
    }

    /** Starts every server that does not run, and waits until all serve. */
    public void start() {
        allAtOnce(servers.stream().filter(server -> !server.isRunning()).toList(), ZkTestServer::start);
        awaitServing();
    }

    /** Stops every server. */
    public void stop() {
        allAtOnce(servers, ZkTestServer::stop);
    }

    /** Stops every server, gives the ports back and deletes the data, unless that is in a folder of the caller's. */
    @Override
    public void close() {
        stop();
        servers.forEach(ZkTestServer::close);
        ports.close();
        data.close();
    }

    @Override
    public String toString() {
        return servers.stream().map(server -> server + " " + server.role()).collect(joining(", ", "[", "]"));
    }

    private void await(String problem, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(problem + " after " + PATIENCE.toSeconds() + " seconds: " + this);
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }

    /** Each in a thread of its own: they wait for disks and for each other. */
    private static void allAtOnce(List<ZkTestServer> servers, Consumer<ZkTestServer> what) {
        var works = servers.stream()
                .map(server -> CompletableFuture.runAsync(
                        () -> what.accept(server), work -> new Thread(work, "zk4j-test-server-" + server.id()).start()))
                .toList();
        CompletableFuture.allOf(works.toArray(new CompletableFuture<?>[0])).join();
    }

    /** Who belongs to a cluster, and how it is set up. */
    public static final class Builder {
        private final ServerSetup setup = new ServerSetup();
        private int members = 3;
        private int observers;
        private @Nullable Path folder;

        private Builder() {}

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

        /** A line of each server's {@code zoo.cfg}, in place of the default of that key. */
        public Builder set(String key, String value) {
            setup.set(key, value);
            return this;
        }

        /** The unit of all the servers' times; 100 ms unless told. A server that falls silent is given up after ten. */
        public Builder tick(Duration length) {
            return set("tickTime", Long.toString(length.toMillis()));
        }

        /** Keeps the data in a folder of the caller's, which stays when the cluster is closed. */
        public Builder in(Path kept) {
            folder = kept.toAbsolutePath();
            return this;
        }

        /** Prepares a cluster of which no server runs yet. */
        public ZkTestCluster prepare() {
            if (members < 1 || members + observers > SERVERS_MAX || (members == 1 && observers > 0)) {
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
                cluster.close();
                throw e;
            }
            return cluster;
        }

        private String serverList(LoopbackPorts ports) {
            return LongStream.rangeClosed(1, members + observers)
                    .mapToObj(id -> {
                        int first = PORTS_PER_SERVER * (int) (id - 1);
                        return "server." + id + "=" + ZkTestServer.HOST + ":" + ports.get(first + 1) + ":"
                                + ports.get(first + 2) + (id > members ? ":observer" : "") + ";" + ZkTestServer.HOST
                                + ":"
                                + ports.get(first);
                    })
                    .collect(joining("\n"));
        }
    }
}
