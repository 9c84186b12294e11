/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.zookeeper;

import io.zk4j.client.net.AddressLookup;
import io.zk4j.client.session.HostPort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.zookeeper.client.HostProvider;
import org.jspecify.annotations.Nullable;

/**
 * Lets an application's own {@link HostProvider} decide where to connect.
 *
 * <p>The engine goes round the servers of the connect string all the same, which gives it its pauses and time limits; but whenever it is about to
 * connect, the provider names the address. That happens on a thread where it may block.
 */
final class ProvidedServers implements AddressLookup {
    private final HostProvider provider;
    private final AtomicReference<@Nullable InetSocketAddress> lastNamed = new AtomicReference<>();

    ProvidedServers(HostProvider provider) {
        this.provider = provider;
    }

    @Override
    public List<InetSocketAddress> addressesOf(HostPort ignored) throws IOException {
        InetSocketAddress next = provider.next(0);
        lastNamed.set(next);
        if (!next.isUnresolved()) {
            return List.of(next);
        }
        var addresses = new ArrayList<InetSocketAddress>();
        for (InetAddress address : InetAddress.getAllByName(next.getHostString())) {
            addresses.add(new InetSocketAddress(address, next.getPort()));
        }
        return addresses;
    }

    /** The client has reached the server that the provider named last. */
    void onConnected() {
        provider.onConnected();
    }

    /** Replaces the servers; returns whether to leave the current one. */
    boolean update(Collection<InetSocketAddress> servers) {
        return provider.updateServerList(servers, lastNamed.get());
    }
}
