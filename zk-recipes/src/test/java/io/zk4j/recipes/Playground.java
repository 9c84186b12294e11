/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes;

import static org.awaitility.Awaitility.await;

import io.zk4j.client.CreateOptions;
import io.zk4j.client.NoNodeException;
import io.zk4j.framework.ConnectionState;
import io.zk4j.framework.CreateSpec;
import io.zk4j.framework.Expiry;
import io.zk4j.framework.ZkFramework;
import io.zk4j.protocol.Bytes;
import io.zk4j.testing.ZkTestServer;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** A server in this JVM with as many clients as a test wants, all closed with it; a test's own view from outside included. */
public final class Playground implements AutoCloseable {
    /** Longer than anything takes on a busy machine. */
    public static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(5);
    /** As long, so that nobody loses anything to a pause of the machine: a session ends only when a test ends it. */
    private static final Duration SESSION_TIMEOUT = PATIENCE;

    private final ZkTestServer server =
            ZkTestServer.builder().set("forceSync", "no").start();
    private final List<ZkFramework> clients = new ArrayList<>();
    private final ZkFramework outside = newClient();

    /** A client of its own, with a session of its own. */
    public ZkFramework newClient() {
        var client = ZkFramework.builder(server.connectString())
                .sessionTimeout(SESSION_TIMEOUT)
                .open();
        clients.add(client);
        return client;
    }

    /** The client of somebody who takes no part. */
    public ZkFramework outside() {
        return outside;
    }

    public ZkTestServer server() {
        return server;
    }

    public String connectString() {
        return server.connectString();
    }

    /** The children of a znode; none if there is no such znode. */
    public List<String> children(String path) throws InterruptedException {
        try {
            return outside.engine()
                    .take(() -> outside.operations().children(path))
                    .await()
                    .names();
        } catch (NoNodeException none) {
            return List.of();
        }
    }

    /** The data of a znode as text. */
    public String data(String path) throws InterruptedException {
        return outside.engine()
                .take(() -> outside.operations().get(path))
                .await()
                .text();
    }

    /** The data of a znode. */
    public Bytes bytes(String path) throws InterruptedException {
        return outside.engine()
                .take(() -> outside.operations().get(path))
                .await()
                .data();
    }

    /** Makes a znode as an operator might. */
    public void create(String path, Bytes data) throws InterruptedException {
        var spec = CreateSpec.of(path, data, CreateOptions.PERSISTENT);
        outside.engine().take(() -> outside.operations().create(spec)).await();
    }

    /** Deletes a znode as an operator might. */
    public void delete(String path) throws InterruptedException {
        outside.engine().take(() -> outside.operations().remove(path)).await();
    }

    /** Lets the session of a client end, and waits until the client has the next one. */
    public void expire(ZkFramework client) throws Exception {
        long before = client.connected().await().sessionNumber();
        Expiry.ofSession(client, connectString());
        eventually(() -> client.connection().sessionNumber() > before
                && client.connection().state() == ConnectionState.RECONNECTED);
    }

    /** How many watches the server has for all clients together. */
    public int watches() {
        return Integer.parseInt(server.ask("wchs").replaceAll("(?s).*Total watches:(\\d+).*", "$1"));
    }

    @Override
    public void close() {
        clients.forEach(ZkFramework::close);
        server.close();
    }

    /** Waits for something to become true. A server that answers a four-letter word too late is asked again. */
    public static void eventually(Callable<Boolean> condition) {
        await().pollInterval(LOOK_AGAIN)
                .atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(UncheckedIOException.class)
                .until(condition);
    }
}
