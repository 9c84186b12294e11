/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A listening socket and the thread that takes its connections, until it is closed. */
final class Listener {
    private final ServerSocket socket;
    private final Consumer<Socket> onConnection;
    private final Thread acceptor;

    Listener(ServerSocket socket, Consumer<Socket> onConnection) {
        this.socket = socket;
        this.onConnection = onConnection;
        acceptor = new Thread(this::acceptUntilClosed, "faulty-proxy-" + socket.getLocalPort());
        acceptor.setDaemon(true);
    }

    void start() {
        acceptor.start();
    }

    /** Stops to listen and waits for the thread. */
    void close() {
        try {
            socket.close();
            acceptor.join();
        } catch (IOException e) {
            throw new UncheckedIOException("could not stop to listen on port " + socket.getLocalPort(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void acceptUntilClosed() {
        while (!socket.isClosed()) {
            var connection = accept();
            if (connection != null) {
                onConnection.accept(connection);
            }
        }
    }

    private @Nullable Socket accept() {
        try {
            return socket.accept();
        } catch (IOException e) {
            return null; // closed, or the client has gone already
        }
    }
}
