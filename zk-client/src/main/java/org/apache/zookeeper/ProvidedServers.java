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
import java.util.stream.IntStream;
import org.apache.zookeeper.client.HostProvider;
import org.jspecify.annotations.Nullable;

/**
 * Lets an application's own {@link HostProvider} decide where to connect.
 *
 * <p>The engine goes round as many places as the provider has servers, which gives it its pauses and time limits; but whenever it is about to
 * connect to a place, the provider names the address. That happens on a thread where it may block.
 */
final class ProvidedServers implements AddressLookup {
    /** Cannot be the name of a host. */
    private static final String PLACE = "host provider";

    private final HostProvider provider;

    ProvidedServers(HostProvider provider) {
        this.provider = provider;
    }

    /** What stands for the provider's servers; never empty. */
    List<HostPort> places() {
        return IntStream.rangeClosed(1, Math.max(1, provider.size()))
                .mapToObj(number -> new HostPort(PLACE, number))
                .toList();
    }

    @Override
    public List<InetSocketAddress> addressesOf(HostPort server) throws IOException {
        InetSocketAddress address =
                isPlace(server) ? provider.next(0) : InetSocketAddress.createUnresolved(server.host(), server.port());
        if (!address.isUnresolved()) {
            return List.of(address);
        }
        var addresses = new ArrayList<InetSocketAddress>();
        for (InetAddress each : InetAddress.getAllByName(address.getHostString())) {
            addresses.add(new InetSocketAddress(each, address.getPort()));
        }
        return addresses;
    }

    @Override
    public HostPort nameOf(HostPort asked, InetSocketAddress address) {
        return isPlace(asked) ? new HostPort(address.getHostString(), address.getPort()) : asked;
    }

    private static boolean isPlace(HostPort server) {
        return server.host().equals(PLACE);
    }

    /** The client has reached the server that the provider named last. */
    void onConnected() {
        provider.onConnected();
    }

    /**
     * Replaces the servers.
     *
     * @param serving the server that the client is connected to; null if none
     * @return whether to leave it
     */
    boolean update(Collection<InetSocketAddress> servers, @Nullable HostPort serving) {
        // Its name has just been looked up to connect to it, so this hardly blocks.
        var current = serving == null ? null : new InetSocketAddress(serving.host(), serving.port());
        return provider.updateServerList(servers, current);
    }
}
