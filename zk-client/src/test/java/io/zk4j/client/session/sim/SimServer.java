/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client.session.sim;

import io.zk4j.client.session.HostPort;
import io.zk4j.protocol.EventType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One server: a copy of the znodes that may be behind, its connections, and the way in which it misbehaves at the moment. */
final class SimServer {
    enum Mood {
        /** Serves. */
        WELL,
        /** Refuses connections; those it had are gone. */
        DEAD,
        /** Takes neither connections nor messages, and says nothing. */
        STALLED,
        /** Takes connections and closes them at the handshake, as a server without a quorum does. */
        NOT_SERVING,
        /** Carries requests out, but closes the connection before the reply, now and then. */
        ANSWERS_BY_HALF,
        /** Answers with bytes that make no sense, now and then. */
        TALKS_NONSENSE,
        /** Answers late. */
        SLOW
    }

    final SimEnsemble ensemble;
    final HostPort address;
    final Map<String, Long> mzxids = new HashMap<>();
    final List<SimConnection> connections = new ArrayList<>();
    Mood mood = Mood.WELL;
    int lagMillis = 5;
    long applied;

    SimServer(SimEnsemble ensemble, int index) {
        this.ensemble = ensemble;
        this.address = new HostPort("server" + index, 2181);
    }

    void become(Mood next) {
        mood = next;
        if (next == Mood.DEAD) {
            List.copyOf(connections).forEach(connection -> connection.cut(SimConnection.RESET));
        }
    }

    /** Applies what was committed, firing the watches of each change before the next one. */
    void applyUpTo(long zxid) {
        while (applied < Math.min(zxid, ensemble.lastZxid())) {
            List<SimEnsemble.Change> transaction = ensemble.log.get((int) applied);
            applied++;
            transaction.forEach(this::apply);
        }
    }

    private void apply(SimEnsemble.Change change) {
        if (change.type() == EventType.NODE_DELETED) {
            mzxids.remove(change.path());
        } else {
            mzxids.put(change.path(), change.zxid());
        }
        // A copy, as a connection may break under an event.
        List.copyOf(connections).forEach(connection -> connection.fire(change));
    }
}
