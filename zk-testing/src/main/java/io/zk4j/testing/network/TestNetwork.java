/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.network;

import io.netty.channel.Channel;
import io.zk4j.server.guard.ConnectionGuard;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * All connections of the servers of one test, and what is wrong with them.
 *
 * <p>What chance decides follows from the seed and the order in which connections are made. Thread-safe.
 */
public final class TestNetwork {
    private final Random seeds; // guarded by itself
    private final Set<Wire> wires = ConcurrentHashMap.newKeySet();
    private final Map<Integer, Wire> openedFrom = new ConcurrentHashMap<>(); // by the port of the server that opened it
    private final List<Trouble> troubles = new CopyOnWriteArrayList<>();

    public TestNetwork(long seed) {
        seeds = new Random(seed);
    }

    /** What is to see the connections of the server with this number. */
    public ConnectionGuard guard(long server) {
        return (channel, kind, peer) -> join(channel, kind, server, peer);
    }

    private void join(Channel channel, ConnectionGuard.Kind kind, long server, long peer) {
        var wire = new Wire(this, channel, kind, server, peer, nextSeed());
        wires.add(wire);
        var unused = channel.closeFuture().addListener(closed -> {
            wires.remove(wire);
            openedFrom.values().remove(wire);
        });
        channel.pipeline().addFirst(wire);
    }

    private long nextSeed() {
        synchronized (seeds) {
            return seeds.nextLong();
        }
    }

    /** All connections between servers. */
    public Link betweenServers() {
        return new Link(this, Wire::isBetweenServers);
    }

    /** All connections between any server of the one side and any of the other. */
    public Link between(Collection<Long> one, Collection<Long> other) {
        return new Link(this, wire -> wire.joins(one, other));
    }

    /** The connections of clients to a server. */
    public Link clientsOf(long server) {
        return new Link(this, wire -> wire.server() == server && !wire.isBetweenServers());
    }

    /** The connection of one client to a server, known by the address that it comes from. */
    public Link client(long server, String remoteAddress) {
        return new Link(
                this,
                wire -> wire.server() == server
                        && !wire.isBetweenServers()
                        && remoteAddress.equals(textOf(wire.remoteAddress())));
    }

    /** All connections of a server, at its end. */
    public Link allOf(long server) {
        return new Link(this, wire -> wire.server() == server);
    }

    private static @Nullable String textOf(@Nullable InetSocketAddress address) {
        return address == null ? null : address.toString();
    }

    /** How many connections a server has open. */
    public int openConnections(long server) {
        return (int) wires.stream().filter(wire -> wire.server() == server).count();
    }

    /** Nothing is wrong any more. */
    public void heal() {
        troubles.clear();
        changed();
    }

    Disturbance disturb(Trouble trouble) {
        troubles.add(trouble);
        changed();
        return () -> {
            if (troubles.remove(trouble)) {
                changed();
            }
        };
    }

    void cut(Predicate<Wire> which) {
        wires.stream().filter(which).forEach(Wire::cut);
    }

    private void changed() {
        wires.forEach(Wire::lookAgain);
    }

    List<Trouble> troubles() {
        return troubles;
    }

    /** A connection that a server opened is made. */
    void connected(Wire wire, int localPort) {
        openedFrom.put(localPort, wire);
    }

    /** The number of the server that opened a connection from this port; {@link ConnectionGuard#UNKNOWN} if none here did. */
    long whoOpened(int port) {
        var wire = openedFrom.get(port);
        return wire == null ? ConnectionGuard.UNKNOWN : wire.server();
    }
}
