/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A TCP relay in front of a server that fails on command, in the ways networks do.
 *
 * <pre>{@code
 * try (var proxy = FaultyProxy.before(server.clientPort(), seed)) {
 *     var client = connect(proxy.connectString());
 *     proxy.strike(Fault.STALL);
 *     ...
 *     proxy.heal();
 * }
 * }</pre>
 *
 * <p>It passes streams on in pieces of random size, so that whoever reads them meets messages cut anywhere. Which sizes, and which delays,
 * follows from the seed and the order of the connections. Thread-safe; two daemon threads for each connection, gone after {@link #close}.
 */
public final class FaultyProxy implements AutoCloseable {
    private static final Duration LONGEST_DELAY = Duration.ofMillis(40);
    private static final int BACKLOG = 1_000;
    /** A server that was stopped in its tracks has room for so many connections only, then the kernel lets us wait. */
    private static final int CONNECT_MILLIS_MAX = 1_000;

    private final int port;
    private final InetSocketAddress target;
    private final UnaryOperator<InputStream> whatTheServerReads;
    private final Random random;
    private final Gate gate = new Gate(LONGEST_DELAY);
    private final Set<Relay> relays = ConcurrentHashMap.newKeySet();
    private @Nullable Listener listener;

    private FaultyProxy(int port, int targetPort, long seed, UnaryOperator<InputStream> whatTheServerReads) {
        this.port = port;
        this.target = new InetSocketAddress(InetAddress.getLoopbackAddress(), targetPort);
        this.whatTheServerReads = whatTheServerReads;
        this.random = new Random(seed);
    }

    /** Listens on a free port of the loopback address in front of a server on another one. */
    public static FaultyProxy before(int serverPort, long seed) {
        try {
            var socket = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
            var proxy = new FaultyProxy(socket.getLocalPort(), serverPort, seed, UnaryOperator.identity());
            proxy.startListening(socket);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException("could not listen in front of port " + serverPort, e);
        }
    }

    /**
     * Takes a port of the caller's, and listens there only while told to by {@link #listen}, so that a server that does not listen looks
     * like one.
     *
     * @param whatTheServerReads stands between the server and each client's stream
     */
    static FaultyProxy on(int port, int serverPort, long seed, UnaryOperator<InputStream> whatTheServerReads) {
        return new FaultyProxy(port, serverPort, seed, whatTheServerReads);
    }

    /** Accepts connections or has them refused from now on; those that are open are left alone. */
    synchronized void listen(boolean wanted) {
        var current = listener;
        if (wanted == (current != null)) {
            return;
        }
        if (current != null) {
            listener = null;
            current.close();
            return;
        }
        try {
            var socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
            startListening(socket);
        } catch (IOException e) {
            throw new UncheckedIOException("could not listen on port " + port, e);
        }
    }

    private synchronized void startListening(ServerSocket socket) {
        var started = new Listener(socket, this::relay);
        listener = started;
        started.start();
    }

    public int port() {
        return port;
    }

    int serverPort() {
        return target.getPort();
    }

    /** {@code 127.0.0.1:port}. */
    public String connectString() {
        return "127.0.0.1:" + port;
    }

    /** Connections that a client holds open now, whatever has become of them on the server's side. */
    public int connections() {
        return (int) relays.stream().filter(Relay::hasClient).count();
    }

    /** Does this to all connections; what was done before is healed first. */
    public void strike(Fault fault) {
        heal();
        switch (fault) {
            case CUT -> relays.forEach(Relay::cut);
            case REFUSE, STALL, BLACK_HOLE, DELAY -> {
                gate.shut(fault);
                if (fault == Fault.REFUSE) {
                    relays.forEach(Relay::cut);
                }
            }
            case HALF_CLOSE_TO_CLIENT -> relays.forEach(Relay::endToClient);
            case HALF_CLOSE_TO_SERVER -> relays.forEach(Relay::endToServer);
        }
    }

    /** Works as a healthy network from now on. */
    public void heal() {
        if (gate.fault() == Fault.BLACK_HOLE) {
            relays.forEach(Relay::cut);
        }
        gate.open();
    }

    /** Resets all connections and stops listening. */
    @Override
    public void close() {
        listen(false);
        relays.forEach(Relay::cut);
        gate.open();
        relays.forEach(Relay::join);
    }

    private void relay(Socket client) {
        if (gate.fault() == Fault.REFUSE) {
            Relay.reset(client);
            return;
        }
        var server = new Socket();
        try {
            server.connect(target, CONNECT_MILLIS_MAX);
            server.setTcpNoDelay(true); // its own delays are to be the only ones
            client.setTcpNoDelay(true);
        } catch (IOException e) {
            Relay.reset(server);
            Relay.reset(client); // no server: the client is told as plainly as this end can
            return;
        }
        var relay = new Relay(client, server, gate, new Random(random.nextLong()), whatTheServerReads, relays::remove);
        relays.add(relay);
        relay.start();
    }
}
