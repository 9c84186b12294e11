/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client.net;

import io.zk4j.client.session.HostPort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Finds the addresses of a server, anew for each connection. Called on threads of its own, so it may block. */
@FunctionalInterface
public interface AddressLookup {
    /**
     * The addresses to try, in this order.
     *
     * @throws IOException if there are none, saying why
     */
    List<InetSocketAddress> addressesOf(HostPort server) throws IOException;

    /**
     * What the server at one of the addresses is called.
     *
     * @param asked the server that the address was found for
     */
    default HostPort nameOf(HostPort asked, InetSocketAddress address) {
        return asked;
    }

    /** The addresses that the name service knows, in a random order. */
    static List<InetSocketAddress> byName(HostPort server) throws IOException {
        var addresses = new ArrayList<InetSocketAddress>();
        for (InetAddress address : InetAddress.getAllByName(server.host())) {
            addresses.add(new InetSocketAddress(address, server.port()));
        }
        Collections.shuffle(addresses);
        return addresses;
    }
}
