/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.core;

import io.zk4j.protocol.CloseSessionRequest;
import io.zk4j.server.metrics.Counted;
import io.zk4j.server.metrics.Measured;
import io.zk4j.server.metrics.Metrics;
import io.zk4j.server.op.Caller;
import io.zk4j.server.op.Operations;
import io.zk4j.server.op.WriteOperation;
import io.zk4j.server.session.LastHeard;
import io.zk4j.server.session.SessionTable;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the sessions that have been silent for too long. Only the server that puts the changes in order does; on the others
 * time passes without consequences. Owned by the core thread.
 */
final class SessionExpiry {
    private static final Logger LOG = LoggerFactory.getLogger(SessionExpiry.class);
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final SessionTable sessions;
    private final LastHeard lastHeard;
    private final DirectRoute route;
    private final WriteOperation<CloseSessionRequest> closing;
    private final Clock clock;
    private final Metrics metrics;

    SessionExpiry(CoreState state, LastHeard lastHeard, DirectRoute route, Operations operations, Clock clock) {
        this.sessions = state.sessions();
        this.lastHeard = lastHeard;
        this.route = route;
        this.clock = clock;
        this.metrics = state.metrics();
        if (!(operations.of(new CloseSessionRequest()) instanceof WriteOperation<CloseSessionRequest> write)) {
            throw new IllegalArgumentException("sessions cannot be closed");
        }
        this.closing = write;
    }

    /** To be called every tick where sessions are judged. */
    void judge(long nowMillis) {
        for (long id : sessions.expired(nowMillis, lastHeard)) {
            LOG.info("Session 0x{} expires: silent for {} ms", Long.toHexString(id), sessions.timeoutMillis(id));
            end(id);
        }
    }

    /** Has a session expire now, where sessions are judged; false if there is none that is alive. */
    boolean expire(long id) {
        if (!sessions.isAlive(id)) {
            return false;
        }
        LOG.info("Session 0x{} expires because somebody asked for it", Long.toHexString(id));
        sessions.markClosing(id);
        end(id);
        return true;
    }

    private void end(long id) {
        metrics.count(Counted.SESSIONS_EXPIRED);
        long begunNanos = clock.nanos();
        route.endSession(closing, id, new Caller(id, List.of()));
        metrics.measure(Measured.CLOSE_SESSION_MILLIS, (clock.nanos() - begunNanos) / NANOS_PER_MILLI);
    }

    /** To be called every tick where they are not: somebody else hears of them. */
    void look(long nowMillis) {
        var none = sessions.expired(nowMillis, id -> nowMillis);
        if (!none.isEmpty()) {
            throw new IllegalStateException("sessions " + none + " expired although they were just heard of");
        }
    }
}
