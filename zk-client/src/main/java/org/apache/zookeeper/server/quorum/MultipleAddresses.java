/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.zookeeper.server.quorum;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The addresses of one server that has several. Not thread-safe. */
public final class MultipleAddresses {
    /** How long {@link #getReachableAddress} tries one address. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(1);

    private Set<InetSocketAddress> addresses = new LinkedHashSet<>();
    private final Duration timeout;

    /** No address yet. */
    public MultipleAddresses() {
        this(List.of());
    }

    /**
     * These addresses, each to be tried for the default time.
     *
     * @param addresses the addresses, in the order to try them
     */
    public MultipleAddresses(Collection<InetSocketAddress> addresses) {
        this(addresses, DEFAULT_TIMEOUT);
    }

    /**
     * A single address.
     *
     * @param address the address
     */
    public MultipleAddresses(InetSocketAddress address) {
        this(List.of(address));
    }

    /**
     * These addresses, each to be tried so long at most.
     *
     * @param addresses the addresses, in the order to try them
     * @param timeout longest time to try one address
     */
    public MultipleAddresses(Collection<InetSocketAddress> addresses, Duration timeout) {
        this.addresses.addAll(addresses);
        this.timeout = timeout;
    }

    /** {@return whether there is no address} */
    public boolean isEmpty() {
        return addresses.isEmpty();
    }

    /** {@return how many addresses there are} */
    public int size() {
        return addresses.size();
    }

    /** {@return all addresses in their order} */
    public Set<InetSocketAddress> getAllAddresses() {
        return Collections.unmodifiableSet(addresses);
    }

    /** {@return the ports, each on all addresses of a machine} */
    public Set<InetSocketAddress> getWildcardAddresses() {
        var wildcards = new LinkedHashSet<InetSocketAddress>();
        addresses.forEach(address -> wildcards.add(new InetSocketAddress(address.getPort())));
        return wildcards;
    }

    /** {@return the ports without duplicates} */
    public List<Integer> getAllPorts() {
        var ports = new TreeSet<Integer>();
        addresses.forEach(address -> ports.add(address.getPort()));
        return new ArrayList<>(ports);
    }

    /** {@return the hosts without duplicates} */
    public List<String> getAllHostStrings() {
        var hosts = new LinkedHashSet<String>();
        addresses.forEach(address -> hosts.add(address.getHostString()));
        return new ArrayList<>(hosts);
    }

    /**
     * Adds an address behind the others, unless it is there already.
     *
     * @param address the address
     */
    public void addAddress(InetSocketAddress address) {
        addresses.add(address);
    }

    /** {@return the first address; there must be one} */
    public InetSocketAddress getOne() {
        return addresses.iterator().next();
    }

    /**
     * {@return the first address whose machine answers, tried one after another}
     *
     * @throws NoRouteToHostException if none does
     */
    public InetSocketAddress getReachableAddress() throws NoRouteToHostException {
        for (InetSocketAddress address : addresses) {
            if (isReachable(address)) {
                return address;
            }
        }
        throw new NoRouteToHostException("none of " + addresses + " answers");
    }

    /** {@return the address, if there is one only; else the first whose machine answers; else the first} */
    public InetSocketAddress getReachableOrOne() {
        if (addresses.size() > 1) {
            for (InetSocketAddress address : addresses) {
                if (isReachable(address)) {
                    return address;
                }
            }
        }
        return getOne();
    }

    /** {@return all addresses whose machines answer, tried one after another} */
    public Set<InetSocketAddress> getAllReachableAddresses() {
        var reachable = new LinkedHashSet<InetSocketAddress>();
        for (InetSocketAddress address : addresses) {
            if (isReachable(address)) {
                reachable.add(address);
            }
        }
        return reachable;
    }

    /** {@return all addresses whose machines answer; if none does, or there is one only, all} */
    public Set<InetSocketAddress> getAllReachableAddressesOrAll() {
        if (addresses.size() == 1) {
            return getAllAddresses();
        }
        Set<InetSocketAddress> reachable = getAllReachableAddresses();
        return reachable.isEmpty() ? getAllAddresses() : reachable;
    }

    /** Looks the host names up again. */
    public void recreateSocketAddresses() {
        var again = new LinkedHashSet<InetSocketAddress>();
        addresses.forEach(address -> again.add(new InetSocketAddress(address.getHostString(), address.getPort())));
        addresses = again;
    }

    private boolean isReachable(InetSocketAddress address) {
        try {
            return address.getAddress() != null && address.getAddress().isReachable((int) timeout.toMillis());
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MultipleAddresses that && addresses.equals(that.addresses);
    }

    @Override
    public int hashCode() {
        return addresses.hashCode();
    }

    /** The addresses with {@code |} between them. */
    @Override
    public String toString() {
        var texts = new ArrayList<String>();
        addresses.forEach(address -> texts.add(address.toString()));
        return String.join("|", texts);
    }
}
