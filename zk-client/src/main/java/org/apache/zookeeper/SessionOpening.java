/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.zookeeper;

import io.zk4j.client.ClientSession;
import io.zk4j.client.session.Chroot;
import io.zk4j.client.session.ConnectString;
import io.zk4j.client.session.HostPort;
import io.zk4j.client.session.SessionConfig;
import io.zk4j.client.session.SessionListener;
import io.zk4j.protocol.Bytes;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.apache.zookeeper.client.HostProvider;
import org.apache.zookeeper.client.ZKClientConfig;
import org.apache.zookeeper.client.ZooKeeperOptions;
import org.jspecify.annotations.Nullable;

/** Turns what the application said into what the engine needs to open a session. */
final class SessionOpening {
    private final ZKClientConfig clientConfig;
    private final ConnectString connectString;
    private final SessionConfig config;

    /**
     * Reads the options.
     *
     * @throws IllegalArgumentException if the connect string is wrong or a setting is not a number
     */
    SessionOpening(ZooKeeperOptions options) {
        ZKClientConfig given = options.getClientConfig();
        this.clientConfig = given == null ? new ZKClientConfig() : given;
        this.connectString = ConnectString.parse(options.getConnectString());
        this.config = config(options);
    }

    ZKClientConfig clientConfig() {
        return clientConfig;
    }

    Chroot chroot() {
        return connectString.chroot();
    }

    ClientSession<Watcher> open(@Nullable Watcher defaultWatcher, SessionListener<Watcher> listener) {
        return ClientSession.open(config, defaultWatcher, listener);
    }

    private SessionConfig config(ZooKeeperOptions options) {
        var builder = SessionConfig.builder(servers(options))
                .sessionTimeoutMillis(options.getSessionTimeoutMs())
                .canBeReadOnly(options.isCanBeReadOnly())
                .requestTimeoutMillis(Math.toIntExact(clientConfig.getLong(
                        ZKClientConfig.ZOOKEEPER_REQUEST_TIMEOUT, ZKClientConfig.ZOOKEEPER_REQUEST_TIMEOUT_DEFAULT)))
                .frameBytesMax(clientConfig.getInt(
                        ZKClientConfig.JUTE_MAXBUFFER, ZKClientConfig.CLIENT_MAX_PACKET_LENGTH_DEFAULT))
                .disableAutoWatchReset(clientConfig.getBoolean(ZKClientConfig.DISABLE_AUTO_WATCH_RESET));
        byte[] password = options.getSessionPasswd();
        if (options.getSessionId() != 0 && password != null) {
            builder.resume(options.getSessionId(), Bytes.wrap(password));
        }
        return builder.build();
    }

    private List<HostPort> servers(ZooKeeperOptions options) {
        var factory = options.getHostProvider();
        if (factory == null) {
            return connectString.servers();
        }
        var addresses = new ArrayList<InetSocketAddress>();
        connectString
                .servers()
                .forEach(server -> addresses.add(InetSocketAddress.createUnresolved(server.host(), server.port())));
        HostProvider provider = factory.apply(addresses);
        var servers = new ArrayList<HostPort>();
        for (int i = 0; i < provider.size(); i++) {
            InetSocketAddress next = provider.next(0);
            servers.add(new HostPort(next.getHostString(), next.getPort()));
        }
        return servers;
    }
}
