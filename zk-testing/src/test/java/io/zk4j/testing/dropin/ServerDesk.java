/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.dropin;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.zk4j.testing.ZkProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a program in another process have its server killed and started.
 *
 * <p>It connects, says {@code kill} or {@code start} on a line, and reads {@code done} when that has happened. Starting what runs already does nothing.
 */
final class ServerDesk implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ServerDesk.class);

    private final ZkProcess server;
    private final ServerSocket listener;
    private final Thread clerk;

    private ServerDesk(ZkProcess server, ServerSocket listener) {
        this.server = server;
        this.listener = listener;
        this.clerk = new Thread(this::serve, "server-desk");
        clerk.setDaemon(true);
    }

    static ServerDesk open(ZkProcess server) {
        try {
            var desk = new ServerDesk(server, new ServerSocket(0, 10, InetAddress.getLoopbackAddress()));
            desk.clerk.start();
            return desk;
        } catch (IOException e) {
            throw new UncheckedIOException("could not open a desk", e);
        }
    }

    int port() {
        return listener.getLocalPort();
    }

    /** The server is then nobody's but the caller's again. */
    @Override
    public void close() throws IOException {
        listener.close();
        try {
            clerk.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void serve() {
        while (!listener.isClosed()) {
            try (var program = listener.accept()) {
                serve(program);
            } catch (IOException | RuntimeException e) {
                LOG.info(
                        "desk: {}",
                        e.toString()); // closed, or the program has its own way to fail when it gets no answer
            }
        }
    }

    private void serve(Socket program) throws IOException {
        var word = new BufferedReader(new InputStreamReader(program.getInputStream(), US_ASCII)).readLine();
        switch (word) {
            case "kill" -> server.kill();
            case "start" -> {
                if (!server.isAlive()) {
                    server.startAgain();
                }
            }
            default -> throw new IOException("no such word: " + word);
        }
        program.getOutputStream().write("done\n".getBytes(US_ASCII));
    }
}
