/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.nio.channels.NetworkChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports of the loopback address that belong to the caller until it closes this, whether somebody listens on them or not.
 *
 * <p>"Ask the kernel for port 0, close, use the number" hands a port out twice as soon as two tests run at once, and the kernel may give it
 * to an outgoing connection in between. So the socket for which the kernel chose the port stays open, bound and never listening, and beside
 * it a server listens on the port as often as it likes: all it needs is SO_REUSEADDR, which Java's and Netty's server sockets have. As long
 * as the held socket is open the kernel gives the port to nobody who leaves the choice to it, in no process; when a process ends, however it
 * does, what it held is free.
 *
 * <p>Where a system lets nobody listen beside a held socket (Linux does), ports come from below the range of outgoing connections, and the
 * UDP socket of the same number is held: all users of this class then respect each other.
 *
 * <p>Thread-safe.
 */
public final class LoopbackPorts implements AutoCloseable {
    private static final int FIRST = 20_000;
    private static final int LAST = 31_999;
    private static final int TRIES_MAX = 10_000;

    private final List<Held> held;

    /** A port, and the socket that keeps it. */
    private record Held(int port, NetworkChannel socket) {
        static Held of(NetworkChannel socket) throws IOException {
            return new Held(((InetSocketAddress) socket.getLocalAddress()).getPort(), socket);
        }

        void close() {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException("could not give back port " + port, e);
            }
        }
    }

    private LoopbackPorts(List<Held> held) {
        this.held = List.copyOf(held);
    }

    /** Claims so many ports that nobody listens on. */
    public static LoopbackPorts claim(int count) {
        return claim(count, LoopbackPorts::holdOne);
    }

    /** Claims ports in the way of systems that have no better one. */
    static LoopbackPorts claimByUdp(int count) {
        return claim(count, LoopbackPorts::holdByUdp);
    }

    private static LoopbackPorts claim(int count, Holding holding) {
        var held = new ArrayList<Held>();
        try {
            while (held.size() < count) {
                held.add(holding.one());
            }
            return new LoopbackPorts(held);
        } catch (IOException e) {
            held.forEach(Held::close);
            throw new UncheckedIOException("could not get " + count + " ports of the loopback address", e);
        }
    }

    /** The port with this index, counted from 0. */
    public int get(int index) {
        return held.get(index).port();
    }

    /** All ports, in the order of their indexes. */
    public List<Integer> all() {
        return held.stream().map(Held::port).toList();
    }

    /** Those of the ports that somebody listens on at this moment. */
    List<Integer> listenedOn() {
        return all().stream().filter(port -> !canListen(port)).toList();
    }

    /** Lets others have the ports; closing twice is harmless. */
    @Override
    public void close() {
        held.forEach(Held::close);
    }

    private static Held holdOne() throws IOException {
        var socket = SocketChannel.open();
        socket.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        socket.bind(loopback(0));
        var held = Held.of(socket);
        if (canListen(held.port())) {
            return held;
        }
        held.close();
        return holdByUdp();
    }

    private static Held holdByUdp() throws IOException {
        for (int tries = 0; tries < TRIES_MAX; tries++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, LAST + 1);
            var socket = DatagramChannel.open();
            try {
                socket.bind(loopback(port));
                if (canListen(port)) {
                    return Held.of(socket);
                }
            } catch (IOException e) {
                // somebody else holds it
            }
            socket.close();
        }
        throw new IOException("no port between " + FIRST + " and " + LAST + " is free");
    }

    private static boolean canListen(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(loopback(port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /** How a port is held. */
    @FunctionalInterface
    private interface Holding {
        Held one() throws IOException;
    }
}
