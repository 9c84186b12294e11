/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing;

import io.zk4j.client.SessionState;
import io.zk4j.client.ZkClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.apache.zookeeper.ZooKeeper;

/** Makes clients for a test, and remembers where, for the case that one is not closed. Thread-safe. */
final class TestClients {
    private static final Duration SESSION_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(60);
    private static final String OWN_PACKAGE = TestClients.class.getPackageName();

    private final String connectString;
    private final List<Opened> opened = new CopyOnWriteArrayList<>();

    private record Opened(LongSupplier session, BooleanSupplier isOpen, List<StackTraceElement> where) {}

    TestClients(String connectString) {
        this.connectString = connectString;
    }

    /** A client that is connected. */
    ZkClient client() {
        var client =
                ZkClient.builder(connectString).sessionTimeout(SESSION_TIMEOUT).open();
        remember(() -> client.state().sessionId(), () -> !client.state().kind().isFinal());
        var connected = new CountDownLatch(1);
        client.onState(state -> {
            if (state.kind() == SessionState.Kind.CONNECTED) {
                connected.countDown();
            }
        });
        await(connected, client);
        return client;
    }

    /** A client with Apache's API that is connected. */
    ZooKeeper zooKeeper() {
        var connected = new CountDownLatch(1);
        try {
            var client = new ZooKeeper(connectString, (int) SESSION_TIMEOUT.toMillis(), event -> connected.countDown());
            remember(client::getSessionId, () -> client.getState().isAlive());
            await(connected, client);
            return client;
        } catch (IOException e) {
            throw new UncheckedIOException("could not make a client of " + connectString, e);
        }
    }

    /** Where the client of a session was opened, a line each; empty if not here. */
    String whereOpened(long session) {
        return opened.stream()
                .filter(client -> client.session.getAsLong() == session)
                .flatMap(client -> client.where.stream())
                .filter(frame -> !frame.getClassName().startsWith(OWN_PACKAGE + ".Test")
                        && !frame.getClassName().startsWith(OWN_PACKAGE + ".ZkTest"))
                .map(frame -> "\n        at " + frame)
                .reduce("", String::concat);
    }

    /** The sessions of the clients that were made here and have not been closed, whether they are connected or not. */
    Set<Long> open() {
        return opened.stream()
                .filter(client -> client.isOpen.getAsBoolean())
                .map(client -> client.session.getAsLong())
                .collect(Collectors.toSet());
    }

    private void remember(LongSupplier session, BooleanSupplier isOpen) {
        opened.removeIf(client -> !client.isOpen.getAsBoolean());
        opened.add(new Opened(session, isOpen, List.of(new Throwable().getStackTrace())));
    }

    private void await(CountDownLatch connected, AutoCloseable client) {
        boolean isConnected = false;
        try {
            isConnected = connected.await(CONNECT_PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!isConnected) {
            closeQuietly(client);
            throw new IllegalStateException("no server of " + connectString + " served a client within "
                    + CONNECT_PATIENCE.toSeconds() + " seconds");
        }
    }

    private static void closeQuietly(AutoCloseable client) {
        try {
            client.close();
        } catch (Exception e) {
            // it never came to anything that would have to be closed
        }
    }
}
