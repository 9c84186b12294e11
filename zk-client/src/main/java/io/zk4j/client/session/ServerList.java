/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client.session;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** The servers in the random order in which they are tried, round and round, so that as many tries as servers reach each once. */
public final class ServerList {
    private final Random random;
    private List<HostPort> order;
    private int next;

    public ServerList(List<HostPort> servers, Random random) {
        this.random = random;
        this.order = shuffled(servers);
    }

    public int size() {
        return order.size();
    }

    /** The server to try now; the call after this gives the one behind it. */
    public HostPort next() {
        HostPort server = order.get(next);
        next = (next + 1) % order.size();
        return server;
    }

    /**
     * Replaces the servers, keeping the load even when many clients do the same at once.
     *
     * <p>Each server of the new list should end with the same share of the clients. If the list has grown, a client of a server
     * that stays moves to an added one with just the probability that makes room; if it has shrunk, only clients of removed servers
     * move, dividing themselves between added and remaining servers so that all shares come out equal.
     *
     * @param current the server that serves the session, null if none does
     * @return whether to move; {@link #next} gives the server to move to
     */
    public boolean replace(List<HostPort> servers, @Nullable HostPort current) {
        int sizeBefore = order.size();
        var kept = new ArrayList<HostPort>();
        var added = new ArrayList<HostPort>();
        for (HostPort server : shuffled(servers)) {
            (order.contains(server) ? kept : added).add(server);
        }
        int size = kept.size() + added.size();
        boolean stays = current != null && kept.contains(current);
        boolean toAdded;
        boolean move;
        if (size > sizeBefore) {
            move = current != null && (!stays || random.nextDouble() >= (double) sizeBefore / size);
            toAdded = true;
        } else {
            move = current != null && !stays;
            toAdded = random.nextDouble() >= shareOfKept(sizeBefore, size, kept.size());
        }
        order = new ArrayList<>(toAdded ? added : kept);
        order.addAll(toAdded ? kept : added);
        next = 0;
        if (!move) {
            Collections.shuffle(order, random);
            next = current == null ? 0 : (order.indexOf(current) + 1) % size;
        }
        return move;
    }

    /** Of the clients whose server is gone, the part that has to go to the remaining servers. */
    private static double shareOfKept(int sizeBefore, int size, int kept) {
        int removed = sizeBefore - kept;
        return removed == 0 ? 0 : (double) kept * (sizeBefore - size) / ((double) size * removed);
    }

    private List<HostPort> shuffled(List<HostPort> servers) {
        if (servers.isEmpty()) {
            throw new IllegalArgumentException("a session needs at least one server");
        }
        var distinct = new ArrayList<>(new LinkedHashSet<>(servers));
        Collections.shuffle(distinct, random);
        return distinct;
    }
}
