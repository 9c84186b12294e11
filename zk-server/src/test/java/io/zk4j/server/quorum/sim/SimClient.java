/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.sim;

import io.zk4j.server.quorum.sim.SimConnection.Kind;
import io.zk4j.server.quorum.sim.SimConnection.Request;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * A client with one session: reads, writes and syncs through whichever server serves it, a few requests under way at once, and
 * moves when it gets no answer. What it is told must fit what it was told before.
 */
final class SimClient {
    private static final int UNDER_WAY_MAX = 3;
    private static final int PATIENCE_MILLIS = 900;
    private static final int WRITES_IN_100 = 60;
    private static final int READS_IN_100 = 30;
    private static final int MOVES_IN_100 = 3;

    private final World world;
    private final long session;
    private final ArrayDeque<Request> underWay = new ArrayDeque<>();
    private @Nullable SimConnection connection;
    private Prefix lastSeen;
    private int cxid;
    private int writesAnswered;
    private boolean stopped;

    SimClient(World world, long session) {
        this.world = world;
        this.session = session;
        this.lastSeen = world.empty();
    }

    long session() {
        return session;
    }

    /** How many of its writes were acknowledged. */
    int writesAnswered() {
        return writesAnswered;
    }

    void start() {
        world.timeline().after(world.chance().micros(1, 2 * world.scenario().thinkMillis()), () -> {
            if (!stopped) {
                act();
                start();
            }
        });
    }

    void stop() {
        stopped = true;
    }

    private void act() {
        var current = connection;
        if (current != null
                && (!current.isOpen() || isOutOfPatience() || world.chance().in100(MOVES_IN_100))) {
            current.close();
            underWay.clear();
            connection = null;
            world.coverage().count(Situation.CLIENT_MOVED);
        } else if (current == null) {
            connect(world.chance().oneOf(world.servers()));
        } else if (underWay.size() < UNDER_WAY_MAX) {
            ask(current);
        }
    }

    private boolean isOutOfPatience() {
        var oldest = underWay.peek();
        return oldest != null && world.timeline().nowMicros() - oldest.askedMicros() > PATIENCE_MILLIS * 1000L;
    }

    private void connect(SimServer server) {
        var desk = server.desk();
        if (desk == null || server.isPaused()) {
            return;
        }
        var fresh = new SimConnection(world, this, server);
        if (desk.admits(fresh, lastSeen.zxid())) {
            connection = fresh;
        }
    }

    private void ask(SimConnection current) {
        int dice = world.chance().between(0, 99);
        var kind = dice < WRITES_IN_100 ? Kind.WRITE : dice < WRITES_IN_100 + READS_IN_100 ? Kind.READ : Kind.SYNC;
        var request = new Request(
                current,
                kind,
                ++cxid,
                world.truth().acknowledged(),
                world.timeline().nowMicros());
        underWay.add(request);
        current.ask(request);
    }

    /** An answer has come. */
    void answered(SimConnection from, Request request, Prefix state, SimServer server) {
        if (connection != from || underWay.peek() != request) {
            return;
        }
        underWay.remove();
        if (!lastSeen.begins(longer(state))) {
            throw Invariant.READS_NEVER_GO_BACK.broken(
                    "session " + session + " had seen " + lastSeen + " and sees " + state + " at " + server);
        }
        lastSeen = state;
        if (request.kind() == Kind.WRITE) {
            acknowledged(request, state, server);
        } else if (request.kind() == Kind.SYNC) {
            world.truth().syncAnswered(session, request.cxid(), state);
        } else if (server.isObserver()) {
            world.coverage().count(Situation.READ_AT_AN_OBSERVER);
        }
    }

    private Prefix longer(Prefix state) {
        return state.length() < lastSeen.length() ? world.empty() : state;
    }

    private void acknowledged(Request request, Prefix state, SimServer server) {
        writesAnswered++;
        if (state.length() <= request.acknowledgedBefore()) {
            throw Invariant.WRITES_FOLLOW_TIME.broken("session " + session + " cxid " + request.cxid() + " at " + server
                    + " made " + state + ", but began when " + request.acknowledgedBefore()
                    + " transactions had been acknowledged");
        }
        if (!world.truth().isDecided(state)) {
            throw Invariant.ACKNOWLEDGED_WRITE_IS_NEVER_LOST.broken("session " + session + " cxid " + request.cxid()
                    + " was acknowledged by " + server + " in " + state + ", which is not decided");
        }
        world.truth().acknowledged(state);
    }
}
