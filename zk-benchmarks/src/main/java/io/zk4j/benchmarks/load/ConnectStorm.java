/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.benchmarks.load;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** Many clients that all connect at once, each of which wants a session. One thread. */
public final class ConnectStorm {
    private static final int CONNECTING_MAX = 64;
    private static final long POLL_MILLIS = 100;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final InetSocketAddress server;
    private final Selector selector;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 12);
    private final Histogram latencies = new Histogram();
    private final List<WireConnection> connected = new ArrayList<>();

    private ConnectStorm(int port, Selector selector) {
        this.server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        this.selector = selector;
    }

    /**
     * What has come of it.
     *
     * @param load how long it took
     * @param sessions are the caller's to close
     */
    public record Outcome(Load load, WireConnections sessions) {}

    /**
     * Opens so many sessions, up to 64 at a time.
     *
     * @param cpuNanos tells how much CPU time the server has used so far
     */
    public static Outcome open(int sessions, int port, LongSupplier cpuNanos) throws IOException {
        try (var selector = Selector.open()) {
            var storm = new ConnectStorm(port, selector);
            try {
                var load = storm.run(sessions, cpuNanos);
                return new Outcome(load, storm.takeSessions());
            } finally {
                storm.abandonOthers();
            }
        }
    }

    private Load run(int sessions, LongSupplier cpuNanos) throws IOException {
        long cpu = cpuNanos.getAsLong();
        long begun = System.nanoTime();
        int begunSessions = 0;
        while (connected.size() < sessions) {
            while (begunSessions < sessions && begunSessions - connected.size() < CONNECTING_MAX) {
                connect();
                begunSessions++;
            }
            goOn();
            if (System.nanoTime() - begun > PATIENCE.toNanos()) {
                throw new IOException("only " + connected.size() + " sessions after " + PATIENCE);
            }
        }
        return new Load(sessions, System.nanoTime() - begun, cpuNanos.getAsLong() - cpu, latencies);
    }

    private void connect() throws IOException {
        var channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        var key = channel.register(selector, SelectionKey.OP_CONNECT, new Newcomer(channel, System.nanoTime()));
        if (channel.connect(server)) {
            greet(key, channel);
        }
    }

    private void goOn() throws IOException {
        selector.select(POLL_MILLIS);
        for (var key : selector.selectedKeys()) {
            var newcomer = (Newcomer) key.attachment();
            if (key.isConnectable() && newcomer.channel.finishConnect()) {
                greet(key, newcomer.channel);
            } else if (key.isReadable()) {
                if (newcomer.channel.read(buffer.clear()) < 0) {
                    throw new EOFException("the server has closed the connection of client " + connected.size());
                }
                newcomer.counter.take(buffer.flip(), (head, at) -> welcome(key, newcomer, head.getInt(at + 8)));
            }
        }
        selector.selectedKeys().clear();
    }

    private static void greet(SelectionKey key, SocketChannel channel) throws IOException {
        var hello = ByteBuffer.wrap(WireConnection.hello());
        if (channel.write(hello) < hello.capacity()) {
            throw new IOException("a new connection does not take " + hello.capacity() + " bytes");
        }
        key.interestOps(SelectionKey.OP_READ);
    }

    private void welcome(SelectionKey key, Newcomer newcomer, int timeoutMillis) throws IOException {
        if (timeoutMillis <= 0) {
            throw new IOException("the server refused session " + connected.size());
        }
        latencies.add(System.nanoTime() - newcomer.since);
        connected.add(new WireConnection(newcomer.channel));
        key.cancel();
    }

    private WireConnections takeSessions() throws IOException {
        selector.selectNow(); // channels must leave the selector before they may block
        for (var connection : connected) {
            connection.channel().configureBlocking(true);
        }
        return new WireConnections(connected);
    }

    /** Closes whatever is still on its way, after a failure. */
    private void abandonOthers() throws IOException {
        for (var key : selector.keys()) {
            key.channel().close();
        }
    }

    /** A client that waits for its session. */
    private static final class Newcomer {
        private static final int PROTOCOL_AND_TIMEOUT_BYTES = 8;

        private final SocketChannel channel;
        private final long since;
        private final FrameCounter counter = new FrameCounter(PROTOCOL_AND_TIMEOUT_BYTES);

        Newcomer(SocketChannel channel, long since) {
            this.channel = channel;
            this.since = since;
        }
    }
}
