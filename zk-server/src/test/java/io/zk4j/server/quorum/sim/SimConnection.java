/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.sim;

import java.util.ArrayDeque;

/** A client's connection to one server: requests one way, answers in the same order the other way. */
final class SimConnection {
    enum Kind {
        READ,
        WRITE,
        SYNC
    }

    /** Something that a client wants. */
    static final class Request {
        private final SimConnection connection;
        private final Kind kind;
        private final int cxid;
        private final int acknowledgedBefore;
        private final long askedMicros;
        private boolean finished;

        Request(SimConnection connection, Kind kind, int cxid, int acknowledgedBefore, long askedMicros) {
            this.connection = connection;
            this.kind = kind;
            this.cxid = cxid;
            this.acknowledgedBefore = acknowledgedBefore;
            this.askedMicros = askedMicros;
        }

        SimConnection connection() {
            return connection;
        }

        Kind kind() {
            return kind;
        }

        int cxid() {
            return cxid;
        }

        /** How long the longest state was that any client had been told of when this was asked. */
        int acknowledgedBefore() {
            return acknowledgedBefore;
        }

        long askedMicros() {
            return askedMicros;
        }

        void finish() {
            finished = true;
        }

        boolean isFinished() {
            return finished;
        }
    }

    private final World world;
    private final SimClient client;
    private final SimServer server;
    private final int life;
    private final ArrayDeque<Request> pending = new ArrayDeque<>(); // at the server
    private boolean open = true;
    private long arrivedThere;
    private long arrivedHere;

    SimConnection(World world, SimClient client, SimServer server) {
        this.world = world;
        this.client = client;
        this.server = server;
        this.life = server.life();
    }

    long session() {
        return client.session();
    }

    SimServer server() {
        return server;
    }

    ArrayDeque<Request> pending() {
        return pending;
    }

    boolean isOpen() {
        return open && server.isAlive(life);
    }

    void close() {
        open = false;
    }

    private long arrival(long earliest) {
        return Math.max(earliest, world.timeline().nowMicros() + world.chance().mostlyShortMicros(600));
    }

    void ask(Request request) {
        arrivedThere = arrival(arrivedThere);
        world.timeline().at(arrivedThere, () -> {
            if (isOpen()) {
                server.accept((Runnable) () -> {
                    var desk = server.desk();
                    if (desk != null) {
                        desk.asked(this, request);
                    }
                });
            }
        });
    }

    void answer(Request request, Prefix state, SimServer from) {
        arrivedHere = arrival(arrivedHere);
        world.timeline().at(arrivedHere, () -> {
            if (open) {
                client.answered(this, request, state, from);
            }
        });
    }
}
