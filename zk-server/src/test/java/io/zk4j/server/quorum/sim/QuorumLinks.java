/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.sim;

import io.zk4j.server.quorum.broadcast.ZabInput;
import io.zk4j.server.quorum.message.PeerMessage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The connections between learners and leaders. Each end has a number of its own, which is never used again. */
final class QuorumLinks {
    private static final int CONNECT_TRIES = 5;
    private static final int RETRY_MILLIS = 100;
    private static final int ON_THE_WAY_MAX = 3000;

    /** The bytes of a snapshot, as one thing. */
    private record SnapshotStream(long zxid, Prefix content) {}

    /** What is sent when a connection is closed in good order. */
    private record Closed(String reason) {}

    /** One end of a connection. */
    final class End {
        private final long number = ++numbers;
        private final SimServer owner;
        private final int life;
        private final ArrayDeque<Object> stuck = new ArrayDeque<>(); // sent from here while nothing passes
        private boolean open = true;
        private boolean dead; // what is sent from here is lost
        private long arrived;
        private int onTheWay;
        private End other = this;

        private End(SimServer owner) {
            this.owner = owner;
            this.life = owner.life();
        }

        private boolean isAlive() {
            return open && owner.isAlive(life);
        }

        @Override
        public String toString() {
            return "link " + number + " of " + owner + " to " + other.owner;
        }
    }

    private final World world;
    private final Network network;
    private final Timeline timeline;
    private final Chance chance;
    private final Map<Long, End> ends = new HashMap<>();
    private long numbers;

    QuorumLinks(World world, Network network) {
        this.world = world;
        this.network = network;
        this.timeline = world.timeline();
        this.chance = world.chance();
    }

    /** Tries to connect, a few times, and tells the learner what came of it. */
    void connect(SimServer learner, long leader) {
        tryToConnect(learner, learner.life(), world.server(leader), 1);
    }

    private void tryToConnect(SimServer learner, int life, SimServer leader, int attempt) {
        timeline.after(chance.mostlyShortMicros(1500), () -> {
            if (!learner.isAlive(life)) {
                return;
            }
            if (leader.isUp() && leader.isListening() && network.reaches(learner, leader)) {
                connected(learner, leader);
            } else if (attempt < CONNECT_TRIES) {
                timeline.after(RETRY_MILLIS * 1000L, () -> tryToConnect(learner, life, leader, attempt + 1));
            } else {
                learner.accept(
                        new ZabInput.LeaderUnreachable(leader.id(), "server " + leader.id() + " refuses connections"));
            }
        });
    }

    private void connected(SimServer learner, SimServer leader) {
        var near = new End(learner);
        var far = new End(leader);
        near.other = far;
        far.other = near;
        ends.put(near.number, near);
        ends.put(far.number, far);
        leader.accept(new ZabInput.LearnerLinked(far.number));
        int life = learner.life();
        timeline.after(chance.mostlyShortMicros(500), () -> {
            if (near.open && learner.isAlive(life)) {
                learner.accept(new ZabInput.LeaderLinked(near.number, leader.id()));
            }
        });
    }

    void send(SimServer from, long link, PeerMessage message) {
        sendAnything(from, link, message);
    }

    void sendSnapshot(SimServer from, long link, long zxid, Prefix content) {
        sendAnything(from, link, new SnapshotStream(zxid, content));
    }

    private void sendAnything(SimServer from, long link, Object what) {
        var end = ends.get(link);
        if (end == null || !end.open || end.owner != from) {
            return; // it broke a moment ago, which the sender has not been told yet
        }
        if (++end.onTheWay > ON_THE_WAY_MAX) {
            throw Invariant.QUEUES_ARE_BOUNDED.broken(end.onTheWay + " messages are on their way on " + end);
        }
        travel(end, what);
    }

    private void travel(End end, Object what) {
        end.arrived = network.arrival(end.owner, end.other.owner, end.arrived);
        timeline.at(end.arrived, () -> arrive(end, what));
    }

    private void arrive(End from, Object what) {
        if (from.dead || !from.other.open) {
            return;
        }
        if (!from.stuck.isEmpty() || !network.passes(from.owner, from.other.owner)) {
            from.stuck.add(what);
            return;
        }
        deliver(from, what);
    }

    private void deliver(End from, Object what) {
        from.onTheWay--;
        var to = from.other;
        if (!to.isAlive()) {
            return;
        }
        if (what instanceof PeerMessage message) {
            to.owner.accept(new ZabInput.Received(to.number, message));
        } else if (what instanceof SnapshotStream stream) {
            to.owner.snapshotArrived(to.number, stream.zxid(), stream.content());
        } else if (what instanceof Closed closed) {
            lost(to, closed.reason());
        }
    }

    private void lost(End end, String reason) {
        if (end.isAlive()) {
            forget(end);
            end.owner.accept(new ZabInput.LinkLost(end.number, reason));
        }
    }

    private void forget(End end) {
        end.open = false;
        ends.remove(end.number);
    }

    /** The server itself closes the connection; it hears of it as of any other loss. */
    void disconnect(SimServer server, long link, String reason) {
        var end = ends.get(link);
        if (end != null && end.owner == server && end.open) {
            close(end, reason);
            int life = server.life();
            timeline.after(1, () -> {
                if (server.isAlive(life)) {
                    server.accept(new ZabInput.LinkLost(link, "closed by this server: " + reason));
                }
            });
        }
    }

    /** What has been sent still arrives, or is lost; then the other end knows. */
    private void close(End end, String reason) {
        forget(end);
        if (chance.in100(30)) {
            dieWithDataInFlight(end);
            tellLater(end.other, "reset: " + reason, false);
        } else {
            travel(end, new Closed("closed by the other side: " + reason));
        }
    }

    private void dieWithDataInFlight(End end) {
        end.dead = true;
        if (end.onTheWay > 0) {
            world.coverage().count(Situation.LINK_LOST_WITH_DATA_IN_FLIGHT);
        }
        end.onTheWay = 0;
        end.stuck.clear();
    }

    private void tellLater(End end, String reason, boolean muchLater) {
        timeline.after(muchLater ? chance.micros(200, 3000) : chance.mostlyShortMicros(2000), () -> lost(end, reason));
    }

    /** A leader closes its port, and every connection that came through it. */
    void closeAllOf(SimServer leader) {
        for (var end : endsOf(leader)) {
            if (end.other.number < end.number) {
                disconnect(leader, end.number, "the port is closed");
            }
        }
    }

    /** The servers at the other ends of a server's connections, by its own numbers of these, in their order. */
    Map<Long, Long> othersOf(SimServer server) {
        var others = new TreeMap<Long, Long>();
        endsOf(server).forEach(end -> others.put(end.number, end.other.owner.id()));
        return others;
    }

    private List<End> endsOf(SimServer server) {
        var found = new ArrayList<End>();
        for (var end : ends.values()) {
            if (end.owner == server && end.open) {
                found.add(end);
            }
        }
        found.sort((one, other) -> Long.compare(one.number, other.number));
        return found;
    }

    /** A server has died. If only its process did, its operating system closes the connections. */
    void died(SimServer server, boolean othersAreTold) {
        for (var end : endsOf(server)) {
            if (othersAreTold) {
                close(end, "the process is gone");
            } else {
                forget(end);
                dieWithDataInFlight(end);
                dieWithDataInFlight(end.other);
                tellLater(end.other, "no answer", true);
            }
        }
    }

    /** Breaks one connection, whichever; if {@code halfOpen}, one end hears of it only much later. */
    void breakOne(boolean halfOpen) {
        var open = new ArrayList<End>();
        for (var end : ends.values()) {
            if (end.isAlive() && end.other.isAlive()) {
                open.add(end);
            }
        }
        if (open.isEmpty()) {
            return;
        }
        open.sort((one, other) -> Long.compare(one.number, other.number));
        var end = chance.oneOf(open);
        dieWithDataInFlight(end);
        dieWithDataInFlight(end.other);
        tellLater(end, "broken", false);
        tellLater(end.other, "broken", halfOpen);
        world.trace("network", (halfOpen ? "half-open now: " : "broken: ") + end);
    }

    /** What could not pass goes on. */
    void mended(SimServer from, SimServer to) {
        for (var end : endsOf(from)) {
            if (end.other.owner == to && !end.stuck.isEmpty()) {
                end.arrived = network.arrival(from, to, end.arrived);
                timeline.at(end.arrived, () -> release(end));
            }
        }
    }

    private void release(End end) {
        while (!end.dead && end.other.open && !end.stuck.isEmpty() && network.passes(end.owner, end.other.owner)) {
            deliver(end, end.stuck.remove());
        }
    }
}
