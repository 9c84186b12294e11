/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.sim;

import io.zk4j.protocol.Bytes;
import io.zk4j.server.quorum.message.PeerMessage.ForwardedRequest;
import io.zk4j.server.txn.TxnRecord;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The clients of one server and what they wait for. A write is answered when its transaction has been applied here, a read in
 * its turn behind the session's own writes, a sync when the leader has said so.
 */
final class ClientDesk {
    private static final int SYNC = 9;
    private static final int SET_DATA = 5;

    private final World world;
    private final SimDriver driver;
    private final RequestRoute route;
    private final Map<Long, SimConnection> connections = new HashMap<>(); // by session
    private final ArrayDeque<SimConnection.Request> syncs = new ArrayDeque<>(); // in the order of their asking

    ClientDesk(World world, SimDriver driver, RequestRoute route) {
        this.world = world;
        this.driver = driver;
        this.route = route;
    }

    static ForwardedRequest forwardedWrite(long session, int cxid) {
        return new ForwardedRequest(session, cxid, SET_DATA, Bytes.EMPTY, List.of());
    }

    static ForwardedRequest forwardedSync(long session, int cxid) {
        return new ForwardedRequest(session, cxid, SYNC, Bytes.EMPTY, List.of());
    }

    static boolean isSync(ForwardedRequest request) {
        return request.opCode() == SYNC;
    }

    /** A client comes; false if it is not served here. */
    boolean admits(SimConnection connection, long lastSeenZxid) {
        if (!driver.isServing()) {
            return false;
        }
        if (lastSeenZxid > driver.processedZxid() && !world.bug().servesAnyone()) {
            world.coverage().count(Situation.CLIENT_REFUSED_BY_A_SERVER_BEHIND_IT);
            return false;
        }
        var earlier = connections.put(connection.session(), connection);
        if (earlier != null) {
            earlier.close();
        }
        return true;
    }

    /** A request has come. */
    void asked(SimConnection connection, SimConnection.Request request) {
        if (connections.get(connection.session()) != connection) {
            return;
        }
        connection.pending().add(request);
        switch (request.kind()) {
            case READ -> request.finish();
            case WRITE -> {
                route.write(connection.session(), request.cxid());
                if (world.bug().answersTooEarly()) {
                    request.finish();
                }
            }
            case SYNC -> {
                syncs.add(request);
                route.sync(connection.session(), request.cxid());
            }
        }
        answer(connection);
    }

    /** The oldest sync is done. */
    void synced() {
        var request = syncs.poll();
        if (request != null) {
            request.finish();
            answer(request.connection());
        }
    }

    /** A transaction has been applied, perhaps one that a client here waits for. */
    void applied(TxnRecord record) {
        var connection = connections.get(record.header().sessionId());
        if (connection == null) {
            return;
        }
        for (var request : connection.pending()) {
            if (request.kind() == SimConnection.Kind.WRITE
                    && request.cxid() == record.header().cxid()) {
                request.finish();
            }
        }
        answer(connection);
    }

    private void answer(SimConnection connection) {
        var pending = connection.pending();
        while (!pending.isEmpty() && pending.element().isFinished()) {
            connection.answer(pending.remove(), driver.tree(), driver.server());
        }
    }

    /** Nobody is served any more. */
    void closeAll() {
        connections.values().forEach(SimConnection::close);
        connections.clear();
        syncs.clear();
    }
}
