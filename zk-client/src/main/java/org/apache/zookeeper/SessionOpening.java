/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.zookeeper;

import io.zk4j.client.ClientSession;
import io.zk4j.client.net.AddressLookup;
import io.zk4j.client.net.Transport;
import io.zk4j.client.session.Chroot;
import io.zk4j.client.session.ConnectString;
import io.zk4j.client.session.SessionConfig;
import io.zk4j.client.session.SessionListener;
import io.zk4j.protocol.Bytes;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import org.apache.zookeeper.client.ZKClientConfig;
import org.apache.zookeeper.client.ZooKeeperOptions;
import org.jspecify.annotations.Nullable;

/** Turns what the application said into what the engine needs to open a session. */
final class SessionOpening {
    private final ZKClientConfig clientConfig;
    private final ConnectString connectString;
    private final SessionConfig config;
    private final @Nullable ProvidedServers providedServers;
    private final Transport transport;

    /**
     * Reads the options.
     *
     * @throws IllegalArgumentException if the connect string is wrong or a setting is not a number
     * @throws IOException if TLS cannot be used as configured, saying which setting and file, and why
     */
    SessionOpening(ZooKeeperOptions options) throws IOException {
        ZKClientConfig given = options.getClientConfig();
        this.clientConfig = given == null ? new ZKClientConfig() : given;
        this.connectString = ConnectString.parse(options.getConnectString());
        this.providedServers = providedServers(options, connectString);
        this.config = config(options);
        AddressLookup lookup = providedServers == null ? AddressLookup::byName : providedServers;
        this.transport = SecureTransport.of(clientConfig, lookup);
    }

    ZKClientConfig clientConfig() {
        return clientConfig;
    }

    Chroot chroot() {
        return connectString.chroot();
    }

    ClientSession<Watcher> open(@Nullable Watcher defaultWatcher, SessionListener<Watcher> listener) {
        return ClientSession.open(config, defaultWatcher, listener, transport);
    }

    /** Where the application decides on the servers itself; null if it does not. */
    @Nullable
    ProvidedServers providedServers() {
        return providedServers;
    }

    /**
     * Replaces the servers of a session.
     *
     * @throws IllegalArgumentException if the connect string is wrong
     */
    void updateServerList(ClientSession<Watcher> session, String text) {
        ConnectString servers = ConnectString.parse(text);
        if (providedServers == null) {
            session.updateServerList(servers.servers());
        } else {
            boolean move =
                    providedServers.update(addresses(servers), session.status().server());
            session.serversProvided(providedServers.places(), move);
        }
    }

    private SessionConfig config(ZooKeeperOptions options) {
        var builder = SessionConfig.builder(
                        providedServers == null ? connectString.servers() : providedServers.places())
                .sessionTimeoutMillis(options.getSessionTimeoutMs())
                .canBeReadOnly(options.isCanBeReadOnly())
                .requestTimeoutMillis(requestTimeoutMillis())
                .frameBytesMax(clientConfig.getInt(
                        ZKClientConfig.JUTE_MAXBUFFER, ZKClientConfig.CLIENT_MAX_PACKET_LENGTH_DEFAULT))
                .disableAutoWatchReset(clientConfig.getBoolean(ZKClientConfig.DISABLE_AUTO_WATCH_RESET));
        byte[] password = options.getSessionPasswd();
        if (options.getSessionId() != 0 && password != null) {
            builder.resume(options.getSessionId(), Bytes.wrap(password));
        }
        return builder.build();
    }

    /** Zero or less is no limit; more than the engine counts to, 24 days, is taken as that. */
    private int requestTimeoutMillis() {
        long millis = clientConfig.getLong(
                ZKClientConfig.ZOOKEEPER_REQUEST_TIMEOUT, ZKClientConfig.ZOOKEEPER_REQUEST_TIMEOUT_DEFAULT);
        return (int) Math.max(0, Math.min(millis, Integer.MAX_VALUE));
    }

    private static @Nullable ProvidedServers providedServers(ZooKeeperOptions options, ConnectString connectString) {
        var factory = options.getHostProvider();
        return factory == null ? null : new ProvidedServers(factory.apply(addresses(connectString)));
    }

    private static List<InetSocketAddress> addresses(ConnectString connectString) {
        return connectString.servers().stream()
                .map(server -> InetSocketAddress.createUnresolved(server.host(), server.port()))
                .toList();
    }
}
