/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.core;

import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.ConnectRequest;
import io.zk4j.protocol.ConnectResponse;
import io.zk4j.server.metrics.Counted;
import io.zk4j.server.metrics.Metrics;
import io.zk4j.server.quorum.message.Touch;
import io.zk4j.server.session.LastHeard;
import io.zk4j.server.session.SessionIds;
import io.zk4j.server.session.SessionPassword;
import io.zk4j.server.session.SessionTable;
import io.zk4j.server.tree.DataTree;
import io.zk4j.server.txn.CloseSessionTxn;
import io.zk4j.server.txn.CreateSessionTxn;
import io.zk4j.server.txn.TxnRecord;
import io.zk4j.server.watch.WatchTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    private static final Bytes NO_PASSWORD = Bytes.wrap(new byte[SessionPassword.LENGTH]);

    private final SessionTable sessions;
    private final SessionIds ids;
    private final SessionTimeouts timeouts;
    private final DataTree tree;
    private final WatchTable watches;
    private final Deliveries deliveries;
    private final Clock clock;
    private final Metrics metrics;
    private final LocalSessions locals;
    private final SessionRights rights;
    private final Map<Long, ClientConnection> attached = new HashMap<>();
    private final Set<ClientConnection> handshaking = new HashSet<>(); // they wait for what somebody else decides
    private final TouchTable touches = new TouchTable(attached);
    private long epochZxid;

    SessionDesk(
            CoreState state,
            SessionIds ids,
            SessionTimeouts timeouts,
            LocalSessions locals,
            SessionRights rights,
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
        this.locals = locals;
        this.rights = rights;
    }

    /** Whether a request of this connection may be looked at: it speaks for a session that is not about to end. */
    boolean isServed(ClientConnection connection) {
        long id = connection.sessionId();
        return !connection.isClosed() && (sessions.isAlive(id) || locals.contains(id));
    }

    void handshake(ClientConnection connection, ConnectRequest request, WriteRoute route) {
        connection.hearsThrough(deliveries);
        metrics.count(Counted.HANDSHAKES);
        long lastZxid = Math.max(tree.view().zxid(), epochZxid);
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
            begin(connection, request, timeoutMillis, route);
        } else {
            resume(connection, request, timeoutMillis, route);
        }
    }

    private void begin(ClientConnection connection, ConnectRequest request, int timeoutMillis, WriteRoute route) {
        long id = ids.next();
        if (locals.areMade()) {
            locals.begin(id, timeoutMillis, clock.millis());
            attach(connection, request, id, timeoutMillis);
            return;
        }
        handshaking.add(connection);
        route.beginSession(id, timeoutMillis, (record, applied) -> attach(connection, request, id, timeoutMillis));
    }

    private void resume(ClientConnection connection, ConnectRequest request, int timeoutMillis, WriteRoute route) {
        metrics.count(Counted.SESSIONS_RESUMED);
        long id = request.sessionId();
        var password = request.password();
        if (!SessionPassword.opens(id, password == null ? null : password.unsafeArray())) {
            refuse(connection, request, "has another password");
        } else if (locals.contains(id)) {
            locals.touch(id, clock.millis());
            attach(connection, request, id, timeoutMillis);
        } else {
            handshaking.add(connection);
            route.resumeSession(id, timeoutMillis, valid -> {
                if (valid) {
                    sessions.add(id, timeoutMillis, clock.millis());
                    attach(connection, request, id, timeoutMillis);
                } else {
                    refuse(connection, request, "is not alive");
                }
            });
        }
    }

    private void refuse(ClientConnection connection, ConnectRequest request, String why) {
        handshaking.remove(connection);
        LOG.info("Session 0x{} asked for by {} {}", Long.toHexString(request.sessionId()), connection, why);
        welcome(connection, request, 0, 0, NO_PASSWORD);
        connection.markClosed();
    }

    private void attach(ClientConnection connection, ConnectRequest request, long id, int timeoutMillis) {
        handshaking.remove(connection);
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
        handshaking.remove(connection);
        long id = connection.sessionId();
        if (id != 0 && attached.remove(id, connection)) {
            sessions.touch(id, connection.heardMillis());
            locals.touch(id, connection.heardMillis());
            touches.lost(id, connection.heardMillis());
        }
    }

    /** The leader says that this connection's session has another one, at another server. */
    void moved(ClientConnection connection) {
        attached.remove(connection.sessionId(), connection);
        watches.forget(connection);
        deliveries.close(
                connection, "its session 0x" + Long.toHexString(connection.sessionId()) + " moved to another server");
    }

    /** The session that this connection speaks for is one that only this server knows, and is to stay so. */
    boolean isLocal(ClientConnection connection) {
        return locals.isPlain(connection.sessionId());
    }

    /**
     * Makes a local session one that all servers know, ahead of what its client wants to do.
     *
     * @return false if local sessions must stay what they are
     */
    boolean upgrade(ClientConnection connection, WriteRoute route) {
        long id = connection.sessionId();
        if (!locals.mayUpgrade()) {
            return false;
        }
        LOG.info("Session 0x{} is made known to all servers: its client wants an ephemeral", Long.toHexString(id));
        route.beginSession(id, locals.upgrade(id), Proposals.WhenApplied.NOTHING);
        return true;
    }

    /** Closes the sessions that only this server knows and that have been silent for too long. */
    void expireLocals(long nowMillis) {
        for (long id : locals.expired(nowMillis, this::lastHeard)) {
            LOG.info("Local session 0x{} expires", Long.toHexString(id));
            metrics.count(Counted.SESSIONS_EXPIRED);
            endLocal(id);
        }
    }

    /** Ends a session that only this server knows. */
    void endLocal(long id) {
        locals.remove(id);
        detach(id);
    }

    /**
     * This server has all that came before an epoch. Apache's leaders show clients the epoch's own zxid before there is a
     * transaction in it, and who has seen that must not be turned away.
     */
    void beginEpoch(long zxid) {
        epochZxid = zxid;
    }

    /** From now on this server has a leader that asks for {@link #touches}. */
    void beginTouches() {
        touches.begin();
    }

    /** What the leader is to hear of since it last asked. */
    List<Touch> touches(long nowMillis) {
        return touches.take(nowMillis, sessions);
    }

    /** Closes all connections: this server cannot tell any more what is decided, or is about to forget what it knows. */
    void closeAll(String reason) {
        var connections = new ArrayList<>(attached.values());
        connections.addAll(handshaking);
        attached.clear();
        handshaking.clear();
        touches.end();
        for (var connection : connections) {
            watches.forget(connection);
            deliveries.close(connection, reason);
        }
        sessions.forgetClosing();
        locals.allHeard(clock.millis());
    }

    int connections() {
        return attached.size() + handshaking.size();
    }

    /**
     * When a session was last heard of. One that waits for us counts as heard just now: as long as its requests are not
     * answered, we may not even be reading what it sends.
     */
    long lastHeard(long sessionId) {
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
            locals.remove(id); // if it was one
            rights.begun(id);
            touches.begun(id);
        } else if (record.txn() instanceof CloseSessionTxn) {
            sessions.remove(id);
            rights.ended(id);
            detach(id);
        }
    }

    private void detach(long id) {
        @Nullable ClientConnection connection = attached.remove(id);
        if (connection != null) {
            watches.forget(connection);
            deliveries.close(connection, "its session 0x" + Long.toHexString(id) + " has ended");
        }
    }
}
