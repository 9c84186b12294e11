/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.zookeeper.client;

import io.zk4j.client.session.HostPort;
import io.zk4j.client.session.ServerList;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives servers in a random order, round and round, their names looked up anew each time; of several addresses of one name a random one.
 *
 * <p>Thread-safe: the lock guards the position in the list.
 */
public final class StaticHostProvider implements HostProvider {
    private static final Logger LOG = LoggerFactory.getLogger(StaticHostProvider.class);

    private final Resolver resolver;
    private final Random random;
    private final ServerList servers;
    private int triedSinceConnected;
    private @Nullable HostPort current;

    /** Looks host names up. */
    public interface Resolver {
        /**
         * All addresses of a host.
         *
         * @param name the path of the node
         * @return all addresses of a host
         * @throws UnknownHostException if nobody knows the name
         */
        InetAddress[] getAllByName(String name) throws UnknownHostException;
    }

    /**
     * These servers in a random order.
     *
     * @param serverAddresses the servers
     * @throws IllegalArgumentException if there are none
     */
    public StaticHostProvider(Collection<InetSocketAddress> serverAddresses) {
        this(serverAddresses, InetAddress::getAllByName, new Random());
    }

    /**
     * These servers in a random order, looked up by the caller's own resolver.
     *
     * @param serverAddresses the servers
     * @param resolver looks names up
     */
    public StaticHostProvider(Collection<InetSocketAddress> serverAddresses, Resolver resolver) {
        this(serverAddresses, resolver, new Random());
    }

    /**
     * These servers in an order that the seed decides.
     *
     * @param serverAddresses the servers
     * @param randomnessSeed decides the order
     */
    public StaticHostProvider(Collection<InetSocketAddress> serverAddresses, long randomnessSeed) {
        this(serverAddresses, InetAddress::getAllByName, new Random(randomnessSeed));
    }

    private StaticHostProvider(Collection<InetSocketAddress> serverAddresses, Resolver resolver, Random random) {
        this.resolver = resolver;
        this.random = random;
        this.servers = new ServerList(hostPorts(serverAddresses), random);
    }

    @Override
    public synchronized int size() {
        return servers.size();
    }

    @Override
    public InetSocketAddress next(long spinDelay) {
        HostPort server;
        boolean pause;
        synchronized (this) {
            pause = spinDelay > 0 && triedSinceConnected > 0 && triedSinceConnected % servers.size() == 0;
            server = servers.next();
            triedSinceConnected++;
            current = server;
        }
        if (pause) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(spinDelay));
        }
        return resolved(server);
    }

    @Override
    public synchronized void onConnected() {
        triedSinceConnected = 0;
    }

    @Override
    public synchronized boolean updateServerList(
            Collection<InetSocketAddress> serverAddresses, @Nullable InetSocketAddress currentHost) {
        triedSinceConnected = 0;
        HostPort host = currentHost == null ? null : new HostPort(currentHost.getHostString(), currentHost.getPort());
        return servers.replace(hostPorts(serverAddresses), host);
    }

    /** {@return the server that {@link #next} gave last; null before the first} */
    public synchronized @Nullable InetSocketAddress getServerAtCurrentIndex() {
        return current == null ? null : InetSocketAddress.createUnresolved(current.host(), current.port());
    }

    private InetSocketAddress resolved(HostPort server) {
        try {
            List<InetAddress> addresses = List.of(resolver.getAllByName(server.host()));
            if (!addresses.isEmpty()) {
                synchronized (this) {
                    return new InetSocketAddress(addresses.get(random.nextInt(addresses.size())), server.port());
                }
            }
        } catch (UnknownHostException e) {
            LOG.warn("cannot look up the host of server {}: {}", server, e.getMessage());
        }
        return InetSocketAddress.createUnresolved(server.host(), server.port());
    }

    private static List<HostPort> hostPorts(Collection<InetSocketAddress> addresses) {
        if (addresses.isEmpty()) {
            throw new IllegalArgumentException("a host provider needs at least one server");
        }
        var servers = new ArrayList<HostPort>();
        addresses.forEach(address -> servers.add(new HostPort(address.getHostString(), address.getPort())));
        return servers;
    }
}
