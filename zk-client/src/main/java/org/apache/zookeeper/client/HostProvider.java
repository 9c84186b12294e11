/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.zookeeper.client;

import java.net.InetSocketAddress;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Decides which server a client tries next. Implementations must be thread-safe and name at least one server.
 */
public interface HostProvider {
    /** {@return number of servers} */
    int size();

    /**
     * The server to try next. An unresolved address is resolved by the client.
     *
     * @param spinDelay milliseconds to wait before starting over when each server has been tried
     * @return the server to try next
     */
    InetSocketAddress next(long spinDelay);

    /** Told that the client is connected to the server that {@link #next} gave last. */
    void onConnected();

    /**
     * Replaces the servers.
     *
     * @param serverAddresses the servers
     * @param currentHost server that the client is connected to; null if none
     * @return whether the client should leave its server to keep the load of the servers even
     */
    boolean updateServerList(Collection<InetSocketAddress> serverAddresses, @Nullable InetSocketAddress currentHost);
}
