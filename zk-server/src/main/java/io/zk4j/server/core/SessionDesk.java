/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.core;

import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.CloseSessionRequest;
import io.zk4j.protocol.ConnectRequest;
import io.zk4j.protocol.ConnectResponse;
import io.zk4j.server.metrics.Counted;
import io.zk4j.server.metrics.Measured;
import io.zk4j.server.metrics.Metrics;
import io.zk4j.server.op.Caller;
import io.zk4j.server.op.Operations;
import io.zk4j.server.op.WriteOperation;
import io.zk4j.server.session.LastHeard;
import io.zk4j.server.session.SessionIds;
import io.zk4j.server.session.SessionPassword;
import io.zk4j.server.session.SessionTable;
import io.zk4j.server.tree.DataTree;
import io.zk4j.server.txn.CloseSessionTxn;
import io.zk4j.server.txn.CreateSessionTxn;
import io.zk4j.server.txn.TxnRecord;
import io.zk4j.server.watch.WatchTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sessions and the connections that speak for them: handshake, re-attachment, expiry, end. Owned by the core thread.
 *
 * <p>One connection at a time speaks for a session. Who comes later with the right password takes over; unlike in Apache's
 * server, who comes with a wrong one does not disturb the rightful holder.
 */
final class SessionDesk {
    private static final Logger LOG = LoggerFactory.getLogger(SessionDesk.class);
    private static final int PROTOCOL_VERSION = 0;
    private static final int NO_CXID = 0;
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final Bytes NO_PASSWORD = Bytes.wrap(new byte[SessionPassword.LENGTH]);

    private final SessionTable sessions;
    private final SessionIds ids;
    private final SessionTimeouts timeouts;
    private final DataTree tree;
    private final WatchTable watches;
    private final Deliveries deliveries;
    private final Clock clock;
    private final Metrics metrics;
    private final WriteOperation<CloseSessionRequest> closing;
    private final Map<Long, ClientConnection> attached = new HashMap<>();

    SessionDesk(
            CoreState state,
            SessionIds ids,
            SessionTimeouts timeouts,
            Operations operations,
            Deliveries deliveries,
            Clock clock) {
        this.sessions = state.sessions();
        this.ids = ids;
        this.timeouts = timeouts;
        this.tree = state.tree();
        this.watches = state.watches();
        this.deliveries = deliveries;
        this.clock = clock;
        this.metrics = state.metrics();
        if (!(operations.of(new CloseSessionRequest()) instanceof WriteOperation<CloseSessionRequest> write)) {
            throw new IllegalArgumentException("sessions cannot be closed");
        }
        this.closing = write;
    }

    /** Whether a request of this connection may be looked at: it speaks for a session that is not about to end. */
    boolean isServed(ClientConnection connection) {
        return !connection.isClosed() && sessions.isAlive(connection.sessionId());
    }

    void handshake(ClientConnection connection, ConnectRequest request, Proposals proposals) {
        connection.hearsThrough(deliveries);
        metrics.count(Counted.HANDSHAKES);
        long lastZxid = tree.view().zxid();
        if (request.lastZxidSeen() > lastZxid) {
            LOG.info(
                    "Turning {} away: it has seen zxid 0x{}, this server is at 0x{}; it should try another server",
                    connection,
                    Long.toHexString(request.lastZxidSeen()),
                    Long.toHexString(lastZxid));
            deliveries.close(connection, "it has seen a later transaction than this server");
            return;
        }
        int timeoutMillis = timeouts.negotiate(request.timeoutMillis());
        if (request.sessionId() == 0) {
            begin(connection, request, timeoutMillis, proposals);
        } else {
            resume(connection, request, timeoutMillis);
        }
    }

    private void begin(ClientConnection connection, ConnectRequest request, int timeoutMillis, Proposals proposals) {
        long id = ids.next();
        proposals.propose(
                (proposer, zxid, time) -> proposer.proposeSession(id, timeoutMillis, zxid, time),
                (record, applied) -> attach(connection, request, id, timeoutMillis));
    }

    private void resume(ClientConnection connection, ConnectRequest request, int timeoutMillis) {
        metrics.count(Counted.SESSIONS_RESUMED);
        long id = request.sessionId();
        var password = request.password();
        boolean opens = SessionPassword.opens(id, password == null ? null : password.unsafeArray());
        if (!opens || !sessions.isAlive(id)) {
            LOG.info(
                    "Session 0x{} asked for by {} {}",
                    Long.toHexString(id),
                    connection,
                    opens ? "is not alive" : "has another password");
            welcome(connection, request, 0, 0, NO_PASSWORD);
            connection.markClosed();
            return;
        }
        sessions.add(id, timeoutMillis, clock.millis());
        attach(connection, request, id, timeoutMillis);
    }

    private void attach(ClientConnection connection, ConnectRequest request, long id, int timeoutMillis) {
        if (connection.isClosed()) {
            return; // gone while its session was made; the session expires
        }
        var before = attached.put(id, connection);
        if (before != null && before != connection) {
            watches.forget(before);
            deliveries.close(before, "its session 0x" + Long.toHexString(id) + " moved to " + connection);
        }
        connection.speaksFor(id);
        welcome(connection, request, timeoutMillis, id, Bytes.wrap(SessionPassword.of(id)));
    }

    private void welcome(
            ClientConnection connection, ConnectRequest request, int timeoutMillis, long id, Bytes password) {
        var response = new ConnectResponse(PROTOCOL_VERSION, timeoutMillis, id, password, false, request.hasReadOnly());
        deliveries.send(connection, new Outgoing.Welcome(response, id != 0));
    }

    void connectionLost(ClientConnection connection) {
        connection.markClosed();
        watches.forget(connection);
        long id = connection.sessionId();
        if (id != 0 && attached.remove(id, connection)) {
            sessions.touch(id, connection.heardMillis());
        }
    }

    /** A session is about to be closed: nothing more is taken from it. */
    void closingProposed(long sessionId) {
        sessions.markClosing(sessionId);
    }

    /** Proposes the end of the sessions that have been silent for too long. */
    void expire(long nowMillis, Proposals proposals) {
        for (long id : sessions.expired(nowMillis, this::lastHeard)) {
            LOG.info("Session 0x{} expires: silent for {} ms", Long.toHexString(id), sessions.timeoutMillis(id));
            metrics.count(Counted.SESSIONS_EXPIRED);
            var caller = new Caller(id, List.of());
            long begunNanos = clock.nanos();
            proposals.propose(
                    (proposer, zxid, time) ->
                            proposer.propose(closing, new CloseSessionRequest(), caller, NO_CXID, zxid, time),
                    Proposals.WhenApplied.NOTHING);
            metrics.measure(Measured.CLOSE_SESSION_MILLIS, (clock.nanos() - begunNanos) / NANOS_PER_MILLI);
        }
    }

    /**
     * When a session was last heard of. One that waits for us counts as heard just now: as long as its requests are not
     * answered, we may not even be reading what it sends.
     */
    private long lastHeard(long sessionId) {
        var connection = attached.get(sessionId);
        if (connection == null) {
            return LastHeard.NEVER;
        }
        return connection.unfinished().isEmpty() ? connection.heardMillis() : clock.millis();
    }

    /** What an applied transaction means for sessions; after its answer has been given. */
    void applied(TxnRecord record) {
        long id = record.header().sessionId();
        if (record.txn() instanceof CreateSessionTxn created) {
            sessions.add(id, created.timeoutMillis(), clock.millis());
        } else if (record.txn() instanceof CloseSessionTxn) {
            sessions.remove(id);
            @Nullable ClientConnection connection = attached.remove(id);
            if (connection != null) {
                watches.forget(connection);
                deliveries.close(connection, "its session 0x" + Long.toHexString(id) + " has ended");
            }
        }
    }
}
