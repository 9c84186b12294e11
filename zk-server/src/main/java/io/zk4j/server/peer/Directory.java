/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.peer;

import io.zk4j.server.quorum.membership.Member;
import io.zk4j.server.quorum.membership.Member.PeerAddress;
import io.zk4j.server.quorum.membership.Membership;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the other servers are. Host names are looked up anew each time, as machines move. Thread-safe: the core sets who the
 * members are, event loops ask.
 */
final class Directory {
    private static final Logger LOG = LoggerFactory.getLogger(Directory.class);

    private final Executor lookups;
    private final NameService names;
    private final AtomicReference<Members> members;

    /**
     * The servers of a membership.
     *
     * @param lookups where names are looked up, which may block
     * @param names finds the addresses of a host name
     */
    Directory(Membership committed, @Nullable Membership lastSeen, Executor lookups, NameService names) {
        this.members = new AtomicReference<>(new Members(committed, lastSeen));
        this.lookups = lookups;
        this.names = names;
    }

    /** Finds addresses by name. */
    @FunctionalInterface
    interface NameService {
        InetAddress[] addressesOf(String host) throws UnknownHostException;
    }

    private record Members(Membership committed, @Nullable Membership lastSeen) {}

    void members(Membership committed, @Nullable Membership lastSeen) {
        members.set(new Members(committed, lastSeen));
    }

    /** The server, by the configuration in force or else by the one being decided on; null if neither has it. */
    @Nullable
    Member member(long server) {
        var known = Objects.requireNonNull(members.get());
        var member = known.committed.member(server);
        return member == null && known.lastSeen != null ? known.lastSeen.member(server) : member;
    }

    /** Every address at which a server's port may be, in the order to try them; none if there is no such server. */
    CompletableFuture<List<InetSocketAddress>> addresses(long server, ToIntFunction<PeerAddress> port) {
        var member = member(server);
        if (member == null) {
            return CompletableFuture.completedFuture(List.of());
        }
        return CompletableFuture.supplyAsync(
                () -> {
                    var found = new ArrayList<InetSocketAddress>();
                    for (var address : member.addresses()) {
                        addAll(found, "server." + server, address.host(), port.applyAsInt(address));
                    }
                    return List.copyOf(found);
                },
                lookups);
    }

    /** The same for an address that somebody named. */
    CompletableFuture<List<InetSocketAddress>> addresses(String host, int port) {
        return CompletableFuture.supplyAsync(
                () -> {
                    var found = new ArrayList<InetSocketAddress>();
                    addAll(found, "a server that said where it is", host, port);
                    return List.copyOf(found);
                },
                lookups);
    }

    private void addAll(List<InetSocketAddress> found, String whose, String host, int port) {
        try {
            for (var address : names.addressesOf(host)) {
                found.add(new InetSocketAddress(address, port));
            }
        } catch (UnknownHostException e) {
            LOG.warn(
                    "The host of {} cannot be found ({}). It is looked up again at each try; correct its line in the server"
                            + " list if the name is wrong",
                    whose,
                    e.getMessage());
        }
    }
}
