/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.zookeeper.client;

import io.zk4j.client.session.ConnectString;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Takes a connect string apart: {@code host:port,host:port/chroot}. The default port is 2181; a bare number after a host with a port
 * is another port of that host.
 */
@SuppressWarnings("NonApiType") // The signatures are Apache's.
public final class ConnectStringParser {
    private final ConnectString parsed;

    /**
     * Parses a connect string.
     *
     * @param connectString servers and an optional chroot, as in {@code host:port,host:port/chroot}
     * @throws IllegalArgumentException saying what is wrong
     */
    public ConnectStringParser(String connectString) {
        this.parsed = ConnectString.parse(connectString);
    }

    /** {@return the node below which the client lives; null if it lives at the root} */
    public @Nullable String getChrootPath() {
        return parsed.chroot().isNone() ? null : parsed.chroot().path();
    }

    /** {@return the servers in the order of the text, unresolved} */
    public ArrayList<InetSocketAddress> getServerAddresses() {
        var addresses = new ArrayList<InetSocketAddress>();
        parsed.servers()
                .forEach(server -> addresses.add(InetSocketAddress.createUnresolved(server.host(), server.port())));
        return addresses;
    }
}
