/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.sim;

import io.zk4j.server.quorum.broadcast.ZabInput;
import io.zk4j.server.quorum.message.Notification;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * The connections between election ports, one for each pair of servers. Of what waits to be sent only the newest is kept; what
 * was sent last is sent again when a connection is new, since it may have been lost with the old one.
 */
final class ElectionLinks {
    private static final int RECONNECT_MILLIS_MAX = 60;
    private static final int CONNECT_TIMEOUT_MILLIS = 1000;
    private static final int ON_THE_WAY_MAX = 500;

    /** What one server tells another. */
    private static final class Way {
        private final SimServer from;
        private final SimServer to;
        private final ArrayDeque<Notification> stuck = new ArrayDeque<>(); // on its way while nothing passes
        private @Nullable Notification waiting;
        private @Nullable Notification last;
        private boolean sending;
        private long arrived;
        private int onTheWay;

        private Way(SimServer from, SimServer to) {
            this.from = from;
            this.to = to;
        }
    }

    private static final class Pair {
        private final Way there;
        private final Way back;
        private boolean up;
        private boolean connecting;
        private int connection; // how many there have been

        private Pair(SimServer one, SimServer other) {
            this.there = new Way(one, other);
            this.back = new Way(other, one);
        }

        private Way from(SimServer server) {
            return there.from == server ? there : back;
        }
    }

    private final World world;
    private final Network network;
    private final Timeline timeline;
    private final Chance chance;
    private final @Nullable Pair[][] pairs;

    ElectionLinks(World world, Network network) {
        this.world = world;
        this.network = network;
        this.timeline = world.timeline();
        this.chance = world.chance();
        int size = world.scenario().servers() + 1;
        this.pairs = new Pair[size][size];
    }

    private Pair pair(SimServer one, SimServer other) {
        var pair = pairs[one.index()][other.index()];
        if (pair == null) {
            pair = new Pair(one, other);
            pairs[one.index()][other.index()] = pair;
            pairs[other.index()][one.index()] = pair;
        }
        return pair;
    }

    void notify(SimServer from, long to, Notification notification) {
        var target = world.server(to);
        var pair = pair(from, target);
        var way = pair.from(from);
        way.waiting = notification;
        if (pair.up) {
            send(pair, way);
        }
    }

    private void send(Pair pair, Way way) {
        if (way.sending) {
            return;
        }
        way.sending = true;
        int connection = pair.connection;
        timeline.after(chance.between(1, 300), () -> {
            if (pair.connection != connection) {
                return;
            }
            way.sending = false;
            var notification = way.waiting;
            if (notification != null) {
                way.waiting = null;
                way.last = notification;
                travel(pair, way, notification);
            }
        });
    }

    private void travel(Pair pair, Way way, Notification notification) {
        if (++way.onTheWay > ON_THE_WAY_MAX) {
            throw Invariant.QUEUES_ARE_BOUNDED.broken(
                    way.from + " has " + way.onTheWay + " notifications on the way to " + way.to);
        }
        int connection = pair.connection;
        way.arrived = network.arrival(way.from, way.to, way.arrived);
        timeline.at(way.arrived, () -> {
            if (pair.connection != connection) {
                return;
            }
            if (!way.stuck.isEmpty() || !network.passes(way.from, way.to)) {
                way.stuck.add(notification);
                return;
            }
            way.onTheWay--;
            way.to.accept(new ZabInput.Heard(way.from.id(), notification));
        });
    }

    /** A server has started: it connects with all that it can reach. */
    void started(SimServer server) {
        for (var other : world.servers()) {
            if (other != server) {
                connectSoon(pair(server, other));
            }
        }
    }

    /** A server has died. If only its process did, the others are told soon. */
    void died(SimServer server, boolean othersAreTold) {
        for (var other : world.servers()) {
            if (other != server) {
                var pair = pair(server, other);
                pair.from(server).waiting = null;
                pair.from(server).last = null;
                if (pair.up) {
                    drop(pair);
                    tellDown(other, server, othersAreTold);
                }
            }
        }
    }

    private void tellDown(SimServer told, SimServer about, boolean soon) {
        int life = told.life();
        timeline.after(soon ? chance.mostlyShortMicros(2000) : chance.micros(100, 2000), () -> {
            var pair = pair(told, about);
            if (told.isAlive(life) && !pair.up) {
                told.accept(new ZabInput.VoterDown(about.id()));
            }
        });
    }

    private static void drop(Pair pair) {
        pair.up = false;
        pair.connection++;
        for (var way : new Way[] {pair.there, pair.back}) {
            way.stuck.clear();
            way.sending = false;
            way.onTheWay = 0;
        }
    }

    /** The connection of two servers breaks, with what is on its way. */
    void lose(SimServer one, SimServer other) {
        var pair = pair(one, other);
        if (pair.up) {
            drop(pair);
            tellDown(one, other, chance.in100(70));
            tellDown(other, one, chance.in100(70));
            connectSoon(pair);
        }
    }

    /** Nothing passes any more: some connections break at once, others wait. */
    void cut(SimServer from, SimServer to) {
        if (chance.in100(50)) {
            lose(from, to);
        }
    }

    void mended(SimServer from, SimServer to) {
        var pair = pair(from, to);
        var way = pair.from(from);
        if (!pair.up) {
            connectSoon(pair);
        } else if (!way.stuck.isEmpty()) {
            int connection = pair.connection;
            way.arrived = network.arrival(from, to, way.arrived);
            timeline.at(way.arrived, () -> release(pair, way, connection));
        }
    }

    private void release(Pair pair, Way way, int connection) {
        while (pair.connection == connection && !way.stuck.isEmpty() && network.passes(way.from, way.to)) {
            way.onTheWay--;
            way.to.accept(new ZabInput.Heard(way.from.id(), way.stuck.remove()));
        }
    }

    private void connectSoon(Pair pair) {
        if (pair.connecting) {
            return;
        }
        pair.connecting = true;
        timeline.after(chance.micros(0, RECONNECT_MILLIS_MAX), () -> {
            pair.connecting = false;
            connect(pair);
        });
    }

    private void connect(Pair pair) {
        var one = pair.there.from;
        var other = pair.there.to;
        if (pair.up) {
            drop(pair); // a restarted server's connection takes the place of the one that nobody has missed
        }
        if (!network.reaches(one, other)) {
            failed(one, other, CONNECT_TIMEOUT_MILLIS);
            failed(other, one, CONNECT_TIMEOUT_MILLIS);
        } else if (one.isUp() && other.isUp()) {
            pair.up = true;
            pair.connection++;
            one.accept(new ZabInput.VoterUp(other.id()));
            other.accept(new ZabInput.VoterUp(one.id()));
            for (var way : new Way[] {pair.there, pair.back}) {
                if (way.waiting == null && !world.bug().saysVotesOnce()) {
                    way.waiting = way.last;
                }
                if (pair.up && way.waiting != null) {
                    send(pair, way);
                }
            }
        } else {
            failed(one, other, 0); // refused
            failed(other, one, 0);
        }
    }

    private void failed(SimServer told, SimServer about, int afterMillis) {
        int life = told.life();
        timeline.after(afterMillis * 1000L, () -> {
            if (told.isAlive(life) && !pair(told, about).up) {
                told.accept(new ZabInput.VoterDown(about.id()));
            }
        });
    }
}
