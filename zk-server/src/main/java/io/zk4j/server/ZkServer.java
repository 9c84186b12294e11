/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server;

import io.zk4j.server.net.ClientPort;
import java.io.Closeable;
import java.util.Optional;

/** A running server. Thread-safe; an application may run several in one process. */
public final class ZkServer implements Closeable {
    private final Lifecycle lifecycle;
    private final ClientPort clientPort;
    private final ServerInsight insight;

    ZkServer(Lifecycle lifecycle, ClientPort clientPort, ServerInsight insight) {
        this.lifecycle = lifecycle;
        this.clientPort = clientPort;
        this.insight = insight;
    }

    /**
     * Recovers what is on the disk and begins to serve clients.
     *
     * @throws StartupException if it cannot; nothing is left running then
     */
    public static ZkServer start(ServerConfig config) throws StartupException {
        return start(config, ServerParts.OF_THE_MACHINE);
    }

    /**
     * As {@link #start(ServerConfig)}, in a world of the caller's.
     *
     * @throws StartupException if it cannot; nothing is left running then
     */
    public static ZkServer start(ServerConfig config, ServerParts parts) throws StartupException {
        return new ServerStart(config, parts).run();
    }

    /**
     * Says, without starting anything, whether a server can be what the configuration wants.
     *
     * @throws StartupException if this version cannot
     */
    public static void requireSupported(ServerConfig config) throws StartupException {
        ServerStart.requireSupported(config);
    }

    /** The port that clients connect to; the real one, also if the configuration left the choice to the system. */
    public int clientPort() {
        return clientPort.address().getPort();
    }

    /** What can be seen of it from inside this process. */
    public ServerInsight insight() {
        return insight;
    }

    /** Stops serving and returns when everything that was handed to the disk is there. Closing twice is harmless. */
    @Override
    public void close() {
        lifecycle.stop();
    }

    /** Returns when the server has stopped, for whatever reason. */
    public void awaitTermination() {
        lifecycle.awaitStopped();
    }

    /** Why the server stopped by itself, if it did. */
    public Optional<Throwable> failure() {
        return Optional.ofNullable(lifecycle.failure());
    }
}
