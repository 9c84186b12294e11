/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** One connection through a {@link FaultyProxy}: two sockets, and a thread for each direction. */
final class Relay {
    private static final int PIECE_BYTES_MAX = 8_192;

    private final Socket client;
    private final Socket server;
    private final Gate gate;
    private final Consumer<Relay> whenOver;
    private final AtomicBoolean cut = new AtomicBoolean();
    private final AtomicInteger directionsOpen = new AtomicInteger(2);
    private final Direction toServer;
    private final Direction toClient;

    /** Takes over both sockets; {@code whenOver} hears of the end. */
    Relay(
            Socket client,
            Socket server,
            Gate gate,
            Random random,
            UnaryOperator<InputStream> whatTheServerReads,
            Consumer<Relay> whenOver) {
        this.client = client;
        this.server = server;
        this.gate = gate;
        this.whenOver = whenOver;
        toServer = new Direction("to-server", client, server, new Random(random.nextLong()), whatTheServerReads);
        toClient = new Direction("to-client", server, client, new Random(random.nextLong()), UnaryOperator.identity());
    }

    void start() {
        toServer.thread.start();
        toClient.thread.start();
    }

    /** Resets both ends; what is on its way is lost. */
    void cut() {
        cut.set(true);
        reset(client);
        reset(server);
        gate.wake();
    }

    /** Whether the client may still send. */
    boolean hasClient() {
        return toServer.thread.getState() != Thread.State.TERMINATED;
    }

    void endToClient() {
        toClient.end();
    }

    void endToServer() {
        toServer.end();
    }

    /** Waits until nothing of it is left; only after {@link #cut}. */
    void join() {
        try {
            toServer.thread.join();
            toClient.thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Closes a socket so that its peer sees a reset and not an orderly end. */
    static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            // closed already, or by its peer: there is nothing left to reset
        }
        close(socket);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // a socket that cannot be closed is gone as well
        }
    }

    private final class Direction {
        private final Thread thread;
        private final Socket from;
        private final Socket to;
        private final Random random;
        private final UnaryOperator<InputStream> change;
        /** Whether the receiver has been told that nothing more comes; set by any thread, and then the rest is dropped. */
        private final AtomicBoolean ended = new AtomicBoolean();

        Direction(String name, Socket from, Socket to, Random random, UnaryOperator<InputStream> change) {
            this.from = from;
            this.to = to;
            this.random = random;
            this.change = change;
            thread = new Thread(this::carry, "faulty-proxy-" + name);
            thread.setDaemon(true);
        }

        void end() {
            ended.set(true);
            try {
                to.shutdownOutput();
            } catch (IOException e) {
                // it has ended already, which is all that was wanted
            }
        }

        private void carry() {
            try {
                carryUntilEnd();
                end();
            } catch (IOException e) {
                cut(); // one end has gone without a farewell, so the other gets none
            }
            if (directionsOpen.decrementAndGet() == 0) {
                close(client);
                close(server);
                whenOver.accept(Relay.this);
            }
        }

        private void carryUntilEnd() throws IOException {
            var in = change.apply(from.getInputStream());
            var piece = new byte[PIECE_BYTES_MAX];
            for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
                for (int start = 0; start < length; ) {
                    gate.pass(random, cut::get);
                    int end = start + 1 + random.nextInt(length - start);
                    pass(piece, start, end - start);
                    start = end;
                }
            }
        }

        private void pass(byte[] piece, int start, int length) throws IOException {
            if (ended.get()) {
                return;
            }
            try {
                to.getOutputStream().write(piece, start, length);
            } catch (IOException e) {
                if (!ended.get()) {
                    throw e;
                }
            }
        }
    }
}
