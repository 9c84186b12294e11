/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.core;

import io.zk4j.protocol.ErrorCode;
import io.zk4j.server.session.SessionTable;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may write in the name of a session: judged by the server that puts the changes in order.
 *
 * <p>A session belongs to the server that its client last attached to, known by the link to that server. What still comes
 * from an earlier owner is refused, so that a client which has moved on does not find its old requests carried out behind its
 * new ones. Nobody has to be asked on a server without others. Owned by the core thread.
 */
final class SessionRights {
    /** This server's own clients; no link has this number. */
    static final long SELF = -1;

    private static final int SERVER_ID_SHIFT = 56;

    private final SessionTable sessions;
    private final boolean shared;
    private final boolean localsElsewhere;
    private final long self;
    private final Map<Long, Long> owners = new HashMap<>(); // by session; of those that spoke since we lead
    private final Set<Long> beginning = new HashSet<>(); // sessions whose creation is proposed

    private SessionRights(SessionTable sessions, boolean shared, boolean localsElsewhere, long self) {
        this.sessions = sessions;
        this.shared = shared;
        this.localsElsewhere = localsElsewhere;
        this.self = self;
    }

    /** Of a server on its own. */
    static SessionRights alone(SessionTable sessions) {
        return new SessionRights(sessions, false, false, 0);
    }

    /**
     * Of a member of an ensemble.
     *
     * @param localsElsewhere whether other servers have sessions that only they know
     * @param self this server's number
     */
    static SessionRights shared(SessionTable sessions, boolean localsElsewhere, long self) {
        return new SessionRights(sessions, true, localsElsewhere, self);
    }

    /** The creation of a session is proposed; it may write already. */
    void beginning(long id, long owner) {
        if (shared) {
            beginning.add(id);
            owners.put(id, owner);
        }
    }

    /** A session exists from now on. */
    void begun(long id) {
        beginning.remove(id);
    }

    /** A client has attached its session to a server. */
    void moved(long id, long owner) {
        if (shared) {
            owners.put(id, owner);
        }
    }

    void ended(long id) {
        owners.remove(id);
        beginning.remove(id);
    }

    /** Nobody owns anything any more: this server no longer leads, or only begins to. */
    void reset() {
        owners.clear();
        beginning.clear();
    }

    /**
     * Why a write is refused, or null.
     *
     * @param ephemeral whether it would make an ephemeral, which must belong to a session that all servers know
     */
    @Nullable
    ErrorCode refusal(long id, long owner, boolean ephemeral) {
        if (!shared) {
            return null;
        }
        if (!sessions.isAlive(id) && !beginning.contains(id) && (ephemeral || !mayBeLocal(id, owner))) {
            return ErrorCode.SESSION_EXPIRED;
        }
        return refusalToClose(id, owner);
    }

    /** Why a session may not be closed by its client, or null. Closing what is closed already does no harm. */
    @Nullable
    ErrorCode refusalToClose(long id, long owner) {
        if (!shared || !(sessions.contains(id) || beginning.contains(id))) {
            return null;
        }
        var known = owners.putIfAbsent(id, owner); // who speaks first after a change of leaders owns it
        return known == null || known == owner ? null : ErrorCode.SESSION_MOVED;
    }

    /** A session that we do not know may be a local one of whoever sends its request; one of our own we would know. */
    private boolean mayBeLocal(long id, long owner) {
        return localsElsewhere && !sessions.contains(id) && (owner == SELF || (id >>> SERVER_ID_SHIFT) != self);
    }
}
