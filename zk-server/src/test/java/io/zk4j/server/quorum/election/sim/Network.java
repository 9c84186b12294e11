/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.election.sim;

import io.zk4j.server.quorum.message.Notification;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Connections between simulated servers, with the rules of the real ones: what is under way when a connection breaks is lost,
 * and the last message is sent again on the next. While there are faults, messages may also vanish from a connection that
 * stays, arrive twice, or arrive long after they were sent.
 */
final class Network {
    private static final int HISTORY_MAX = 20;
    private static final long CONNECT_MILLIS_MAX = 150;
    private static final long STALE_MILLIS_MAX = 4_000;

    /** One direction between two servers. */
    private record Way(long from, long to) {
        Way pair() {
            return from < to ? this : new Way(to, from);
        }

        Way back() {
            return new Way(to, from);
        }
    }

    private final Timeline timeline;
    private final Random random;
    private final Map<Long, Server> servers;
    private final Set<Way> cut = new HashSet<>();
    private final Map<Way, Integer> connected = new HashMap<>(); // to the number of the connection
    private final Map<Way, Notification> last = new HashMap<>();
    private final Map<Way, Long> arrival = new HashMap<>();
    private final Map<Way, List<Notification>> history = new HashMap<>();
    private int connections;
    private double loss;
    private double repetition;
    private long slow = Long.MIN_VALUE;

    Network(Timeline timeline, Random random, Map<Long, Server> servers) {
        this.timeline = timeline;
        this.random = random;
        this.servers = servers;
    }

    void fail(double lossRate, double repetitionRate, long slowServer) {
        loss = lossRate;
        repetition = repetitionRate;
        slow = slowServer;
    }

    /** From now on every message arrives, once; those that were sent before may still arrive late. */
    void heal() {
        loss = 0;
        repetition = 0;
        slow = Long.MIN_VALUE;
        cut.clear();
        reconnectAll();
    }

    void reconnectAll() {
        for (long one : servers.keySet()) {
            servers.keySet().stream().filter(other -> other > one).forEach(other -> connect(new Way(one, other)));
        }
    }

    boolean isConnected(long one, long other) {
        return connected.containsKey(new Way(one, other).pair());
    }

    void cut(long one, long other) {
        var pair = new Way(one, other).pair();
        cut.add(pair);
        disconnect(pair);
    }

    void repair(long one, long other) {
        var pair = new Way(one, other).pair();
        cut.remove(pair);
        connect(pair);
    }

    /** The server is gone, and what it had to say. */
    void crashed(long server) {
        last.keySet().removeIf(way -> way.from() == server);
        List.copyOf(connected.keySet()).stream()
                .filter(pair -> pair.from() == server || pair.to() == server)
                .forEach(this::disconnect);
    }

    void restarted(long server) {
        servers.keySet().stream()
                .filter(other -> other != server)
                .forEach(other -> connect(new Way(server, other).pair()));
    }

    private void connect(Way pair) {
        timeline.after(random.nextLong(1, CONNECT_MILLIS_MAX), () -> {
            var one = server(pair.from());
            var other = server(pair.to());
            if (cut.contains(pair) || connected.containsKey(pair) || !one.isUp() || !other.isUp()) {
                return;
            }
            connected.put(pair, ++connections);
            arrival.remove(pair);
            arrival.remove(pair.back());
            one.up(other.id());
            other.up(one.id());
            List.of(pair, pair.back()).forEach(way -> {
                if (last.containsKey(way)) {
                    transmit(way, last.get(way));
                }
            });
        });
    }

    private void disconnect(Way pair) {
        if (connected.remove(pair) == null) {
            return;
        }
        for (var way : List.of(pair, pair.back())) {
            timeline.after(random.nextLong(1, 300), () -> {
                if (!connected.containsKey(pair)) {
                    server(way.from()).down(way.to());
                }
            });
        }
    }

    void send(long from, long to, Notification n) {
        var way = new Way(from, to);
        last.put(way, n);
        var sent = history.computeIfAbsent(way, w -> new ArrayList<>());
        if (sent.size() == HISTORY_MAX) {
            sent.remove(0);
        }
        sent.add(n);
        transmit(way, n);
    }

    private void transmit(Way way, Notification n) {
        var connection = connected.get(way.pair());
        if (connection == null || random.nextDouble() < loss) {
            return;
        }
        long delay = random.nextLong(1, 15);
        if (way.from() == slow || way.to() == slow) {
            delay += random.nextLong(0, 1_200);
        }
        long at = Math.max(timeline.now() + delay, arrival.getOrDefault(way, 0L));
        arrival.put(way, at);
        timeline.after(at - timeline.now(), () -> {
            if (connection.equals(connected.get(way.pair()))) {
                server(way.to()).hear(way.from(), n);
            }
        });
        if (random.nextDouble() < repetition) {
            var sent = history.get(way);
            var stale = sent.get(random.nextInt(sent.size()));
            timeline.after(
                    random.nextLong(1, STALE_MILLIS_MAX), () -> server(way.to()).hear(way.from(), stale));
        }
    }

    private Server server(long id) {
        var server = servers.get(id);
        if (server == null) {
            throw new IllegalArgumentException("server " + id);
        }
        return server;
    }
}
