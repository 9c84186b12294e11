/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.live;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.zk4j.server.ServerConfig;
import io.zk4j.server.StartupException;
import io.zk4j.server.ZkServer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A server on a free port that the test can start again over the same data. */
final class ServerFixture implements AutoCloseable {
    private final Path dataDir;
    private final UnaryOperator<ServerConfig.Builder> settings;
    private ZkServer server;

    ServerFixture(Path dataDir, UnaryOperator<ServerConfig.Builder> settings) throws StartupException {
        this.dataDir = dataDir;
        this.settings = settings;
        this.server = start();
    }

    int port() {
        return server.clientPort();
    }

    void restart() throws StartupException {
        server.close();
        server = start();
    }

    /** Why the server stopped by itself, if it did. */
    Optional<Throwable> failure() {
        return server.failure();
    }

    /** The answer to a four-letter word. */
    String ask(String word) {
        try (var connection = new RawClient(port())) {
            connection.send(word.getBytes(US_ASCII));
            return new String(connection.readToEnd(), UTF_8);
        }
    }

    /** A number that {@code mntr} tells. */
    long metric(String name) {
        return ask("mntr")
                .lines()
                .filter(line -> line.startsWith("zk_" + name + "\t"))
                .map(line -> Long.parseLong(line.substring(line.indexOf('\t') + 1)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("mntr does not tell " + name));
    }

    RawClient client() {
        return RawClient.withSession(port());
    }

    private ZkServer start() throws StartupException {
        return ZkServer.start(
                settings.apply(ServerConfig.builder(dataDir).clientPort(0).preAllocKib(64))
                        .build());
    }

    @Override
    public void close() {
        server.close();
    }
}
