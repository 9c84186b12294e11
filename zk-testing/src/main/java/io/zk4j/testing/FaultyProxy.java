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
import java.net.Socket;
import java.time.Duration;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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

    private final ServerSocket listener;
    private final InetSocketAddress target;
    private final Random random;
    private final Gate gate = new Gate(LONGEST_DELAY);
    private final Set<Relay> relays = ConcurrentHashMap.newKeySet();
    private final Thread acceptor;

    private FaultyProxy(ServerSocket listener, int targetPort, long seed) {
        this.listener = listener;
        this.target = new InetSocketAddress(InetAddress.getLoopbackAddress(), targetPort);
        this.random = new Random(seed);
        this.acceptor = new Thread(this::acceptUntilClosed, "faulty-proxy-" + listener.getLocalPort());
        acceptor.setDaemon(true);
    }

    /** Listens on a free port of the loopback address in front of a server on another one. */
    public static FaultyProxy before(int serverPort, long seed) {
        try {
            var listener = new ServerSocket(0, 1_000, InetAddress.getLoopbackAddress());
            var proxy = new FaultyProxy(listener, serverPort, seed);
            proxy.acceptor.start();
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException("could not listen in front of port " + serverPort, e);
        }
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** {@code 127.0.0.1:port}. */
    public String connectString() {
        return "127.0.0.1:" + port();
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
        try {
            listener.close();
            acceptor.join();
        } catch (IOException e) {
            throw new UncheckedIOException("could not stop to listen on port " + port(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        relays.forEach(Relay::cut);
        gate.open();
        relays.forEach(Relay::join);
    }

    private void acceptUntilClosed() {
        while (!listener.isClosed()) {
            var client = accept();
            if (client != null) {
                relay(client);
            }
        }
    }

    private @Nullable Socket accept() {
        try {
            return listener.accept();
        } catch (IOException e) {
            return null; // closed, or the client has gone already
        }
    }

    private void relay(Socket client) {
        if (gate.fault() == Fault.REFUSE) {
            Relay.reset(client);
            return;
        }
        var server = new Socket();
        try {
            server.connect(target);
            server.setTcpNoDelay(true); // its own delays are to be the only ones
            client.setTcpNoDelay(true);
        } catch (IOException e) {
            Relay.reset(server);
            Relay.reset(client); // no server: the client is told as plainly as this end can
            return;
        }
        var relay = new Relay(client, server, gate, new Random(random.nextLong()), relays::remove);
        relays.add(relay);
        relay.start();
    }
}
